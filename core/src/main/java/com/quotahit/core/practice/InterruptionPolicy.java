package com.quotahit.core.practice;

import java.util.SplittableRandom;

/**
 * Whether the buyer cuts into a long turn of the learner. Decided once per turn, when it passes 20
 * s, by the published probability of the difficulty; the seed makes it repeatable.
 */
public final class InterruptionPolicy {

  /** Only turns longer than this are ever interrupted. */
  public static final long LONG_TURN_MS = 20_000;

  private InterruptionPolicy() {}

  /**
   * @param learnerTurn number of the learner's turn in this call, from 0
   * @param turnMs how long the turn has lasted so far
   */
  public static boolean interrupts(Difficulty difficulty, long seed, int learnerTurn, long turnMs) {
    return turnMs > LONG_TURN_MS
        && new SplittableRandom(seed * 31 + learnerTurn).nextDouble()
            < difficulty.interruptionProbability();
  }
}
