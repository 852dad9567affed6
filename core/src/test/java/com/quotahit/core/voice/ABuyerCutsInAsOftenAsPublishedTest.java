package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.InterruptionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("score")
class ABuyerCutsInAsOftenAsPublishedTest {

  private static final int CALLS = 150;
  private static final int TURNS = 8;

  @Test
  void of_turns_longer_than_twenty_seconds_the_published_share_is_cut_into() {
    for (Difficulty difficulty : Difficulty.values()) {
      double share = cutIns(difficulty, 23) / (double) (CALLS * TURNS);
      System.out.printf(
          "%s: %.3f of long turns cut into, published %.2f%n",
          difficulty, share, difficulty.interruptionProbability());
      // Three standard deviations of 1,200 throws at a quarter.
      assertThat(share)
          .as(difficulty.name())
          .isCloseTo(difficulty.interruptionProbability(), within(0.04));
    }
    assertThat(cutIns(Difficulty.EASY, 23)).isZero();
  }

  @Test
  void a_turn_of_less_than_twenty_seconds_is_never_cut_into() {
    assertThat(cutIns(Difficulty.EXPERT, 19.5)).isZero();
  }

  @Test
  void the_same_seed_cuts_into_the_same_turns() {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(call(Difficulty.EXPERT, seed, 23)).isEqualTo(call(Difficulty.EXPERT, seed, 23));
    }
  }

  private static long cutIns(Difficulty difficulty, double turnSeconds) {
    long cutIns = 0;
    for (int seed = 0; seed < CALLS; seed++) {
      cutIns += call(difficulty, seed, turnSeconds).chars().filter(c -> c == '!').count();
    }
    return cutIns;
  }

  /** One call of long turns; an exclamation mark for each that was cut into, else a point. */
  private static String call(Difficulty difficulty, long seed, double turnSeconds) {
    Score score =
        new Score(Score.settings("").interjecting(InterruptionPolicy.of(difficulty, seed * 1_000)));
    for (int turn = 0; turn < TURNS; turn++) {
      double from = 1 + turn * 32.0;
      score.model.says("I see.", 1);
      score.user.speaks(from, from + turnSeconds, "I could go on about this");
    }
    score.playUntil(1 + TURNS * 32.0);
    StringBuilder cut = new StringBuilder();
    score
        .all(TurnOrder.Answer.class)
        .forEach(answer -> cut.append(answer.guidance().equals("[cut in]") ? '!' : '.'));
    return cut.toString();
  }
}
