package com.quotahit.core.practice;

import com.quotahit.core.voice.TurnSettings.Interjection;

/**
 * Whether the buyer cuts into a long turn of the learner: by the published probability of the
 * difficulty, once per turn that passes 20 s; the seed makes it repeatable.
 */
public final class InterruptionPolicy {

  /** Only turns longer than this are ever interrupted. */
  public static final int LONG_TURN_MS = 20_000;

  private InterruptionPolicy() {}

  public static Interjection of(Difficulty difficulty, long seed) {
    return new Interjection(LONG_TURN_MS, difficulty.interruptionProbability(), seed);
  }
}
