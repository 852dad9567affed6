package com.quotahit.core.workspace;

import java.time.Instant;

/**
 * What a chain looked like at a moment, kept outside of the database.
 *
 * @param chain by its key
 * @param hash of the entry {@code seq}, in hexadecimal
 */
public record AuditCheckpoint(String chain, long seq, String hash, Instant at) {}
