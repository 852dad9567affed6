package com.quotahit.core.shared;

/**
 * One thing wrong with what a client sent.
 *
 * @param field path as the client wrote it, such as {@code targets[2].phone}
 * @param code stable, such as {@code too_long}
 * @param message for a person: what is wrong and what to do
 */
public record FieldProblem(String field, String code, String message) {}
