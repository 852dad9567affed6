package com.quotahit.core.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.ScriptCoverage.BeatState;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AScriptIsCoveredByMeaningTest {

  private static final List<Scenario.Beat> BEATS =
      List.of(
          new Scenario.Beat("Open", "Hi, this is Anna."),
          new Scenario.Beat("Ask", "How do you plan today?"),
          new Scenario.Beat("Give proof", "A customer cut overtime by a fifth."),
          new Scenario.Beat("Agree the next step", "Shall we meet on Thursday?"));

  @Test
  void a_near_turn_covers_its_beat_and_the_next_is_due() {
    ScriptCoverage after =
        ScriptCoverage.of(BEATS).heard(List.of(0.8, 0.2, 0.1, 0.1), 4_000).coverage();
    assertThat(after.states())
        .containsExactly(BeatState.COVERED, BeatState.OPEN, BeatState.OPEN, BeatState.OPEN);
    assertThat(after.due()).isEqualTo(1);
  }

  @Test
  void a_beat_that_was_passed_over_is_skipped_and_hinted_and_can_still_be_covered() {
    ScriptCoverage.Step step = ScriptCoverage.of(BEATS).heard(List.of(0.1, 0.7, 0.1, 0.1), 4_000);
    assertThat(step.coverage().states().getFirst()).isEqualTo(BeatState.SKIPPED);
    assertThat(step.hint()).isPresent();
    ScriptCoverage later = step.coverage().heard(List.of(0.9, 0.1, 0.1, 0.1), 20_000).coverage();
    assertThat(later.states().getFirst()).isEqualTo(BeatState.COVERED);
    assertThat(later.due()).isEqualTo(2);
  }

  @Test
  void talk_about_something_else_is_off_track_until_the_script_goes_on() {
    ScriptCoverage.Step lost = ScriptCoverage.of(BEATS).heard(List.of(0.1, 0.1, 0.1, 0.1), 4_000);
    assertThat(lost.coverage().states().getFirst()).isEqualTo(BeatState.OFF_TRACK);
    assertThat(lost.hint()).hasValueSatisfying(hint -> assertThat(hint).startsWith("Next: Open."));
    ScriptCoverage back = lost.coverage().heard(List.of(0.7, 0.1, 0.1, 0.1), 8_000).coverage();
    assertThat(back.states().getFirst()).isEqualTo(BeatState.COVERED);
  }

  @Test
  void at_most_one_hint_in_ten_seconds_and_never_more_than_fifteen_words() {
    long seed = 7;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int walk = 0; walk < 10_000; walk++) {
      ScriptCoverage coverage = ScriptCoverage.of(BEATS);
      long lastHint = -10_000;
      long at = 0;
      for (int turn = 0; turn < 12; turn++) {
        at += random.nextInt(8_000);
        ScriptCoverage.Step step =
            coverage.heard(
                Collections.nCopies(4, 0.0).stream().map(_ -> random.nextDouble()).toList(), at);
        if (step.hint().isPresent()) {
          assertThat(at - lastHint).isGreaterThanOrEqualTo(10_000);
          assertThat(step.hint().get().split("\\s+").length).isLessThanOrEqualTo(15);
          lastHint = at;
        }
        for (int i = 0; i < 4; i++) {
          if (coverage.states().get(i) == BeatState.COVERED) {
            assertThat(step.coverage().states().get(i)).isEqualTo(BeatState.COVERED);
          }
        }
        coverage = step.coverage();
      }
    }
  }

  @Test
  void a_text_is_split_into_steps_with_a_purpose() {
    List<Scenario.Beat> beats =
        ScriptBeats.split(
            """
            Hi, this is Anna from Shiftwell. Do you have two minutes?

            1. How do you plan your shifts today? What goes wrong most often?
            2. A customer of ours cut overtime by 18 percent.

            Shall we meet on Thursday at ten?

            Thank you for your time.\
            """);
    assertThat(beats)
        .extracting(Scenario.Beat::intent)
        .containsExactly("Open", "Ask", "Ask", "Give proof", "Agree the next step", "Close");
  }
}
