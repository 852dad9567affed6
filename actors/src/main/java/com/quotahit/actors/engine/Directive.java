package com.quotahit.actors.engine;

import com.quotahit.core.shared.By;
import java.time.Instant;

/**
 * What travels with every command.
 *
 * @param commandId chosen by the caller; the same id again gives the first answer again
 * @param notAfter past this moment the command does nothing, however long it waited in a buffer
 * @param correlation ties logs and journal entries of one request together
 */
public record Directive(String commandId, Instant notAfter, By by, String correlation) {}
