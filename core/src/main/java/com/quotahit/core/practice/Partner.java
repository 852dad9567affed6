package com.quotahit.core.practice;

/**
 * Who plays the buyer.
 *
 * @param engine name of the conversation engine, or {@code text}
 * @param simulated true when no language model speaks, to be shown wherever the words are
 */
public record Partner(String engine, boolean simulated) {}
