package com.quotahit.core.voice;

/**
 * Where the time of one turn went, in milliseconds; -1 where there is no such part.
 *
 * @param e2eMs from the end of the caller's speech to the first sound sent
 * @param transcriptionMs from the end of speech to the final text
 * @param endOfTurnMs from the end of speech to the decision that the turn is over
 * @param modelMs to the model's first words
 * @param synthesisMs to the first sound of them
 */
public record TurnTimes(
    String turn,
    long e2eMs,
    long transcriptionMs,
    long endOfTurnMs,
    long modelMs,
    long synthesisMs) {}
