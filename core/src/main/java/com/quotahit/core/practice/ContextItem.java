package com.quotahit.core.practice;

import com.quotahit.core.shared.UserId;
import java.time.Instant;

/**
 * A piece of company context that the buyer may have read. Its text is data, never instructions.
 */
public record ContextItem(
    ContextId id, UserId owner, ContextKind kind, Extraction extraction, Instant addedAt) {}
