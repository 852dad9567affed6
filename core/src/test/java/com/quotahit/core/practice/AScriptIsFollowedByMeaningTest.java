package com.quotahit.core.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.Course.BeatMark;
import com.quotahit.core.practice.ScriptProgress.Heard;
import com.quotahit.core.practice.ScriptProgress.Reached;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AScriptIsFollowedByMeaningTest {

  private static final List<ScriptBeat> BEATS =
      List.of(
          new ScriptBeat("b1", "Hello, this is Ann.", "say who calls"),
          new ScriptBeat("b2", "What slows you down?", "find the pain"),
          new ScriptBeat("b3", "Shall we meet on Tuesday?", "agree the next step"));

  private final ScriptProgress start = ScriptProgress.start(BEATS);

  @Test
  void a_step_is_covered_when_the_turn_means_it_and_the_next_one_is_hinted() {
    Heard heard = start.after(turn(1, "Hi, Ann here."), List.of(0.8, 0.1, 0.1));
    assertThat(heard.reached()).containsExactly(new Reached("b1", BeatMark.COVERED));
    assertThat(heard.hint()).contains("Next: find the pain");
  }

  @Test
  void what_is_passed_by_is_skipped_and_can_be_made_good() {
    Heard later = start.after(turn(1, "What slows you down?"), List.of(0.1, 0.9, 0.1));
    assertThat(later.reached())
        .containsExactly(new Reached("b2", BeatMark.COVERED), new Reached("b1", BeatMark.SKIPPED));
    Heard back = later.progress().after(turn(20, "I am Ann, by the way."), List.of(0.7, 0.1, 0.1));
    assertThat(back.reached()).containsExactly(new Reached("b1", BeatMark.COVERED));
    Heard again = back.progress().after(turn(40, "Ann again"), List.of(0.7, 0.9, 0.1));
    assertThat(again.reached()).isEmpty();
  }

  @Test
  void long_talk_about_something_else_is_off_track_and_a_short_word_is_not() {
    Heard strayed =
        start.after(
            turn(1, "My cousin went fishing last summer and caught a pike"),
            List.of(0.1, 0.0, -0.1));
    assertThat(strayed.reached()).containsExactly(new Reached("b1", BeatMark.OFF_TRACK));
    assertThat(strayed.hint()).contains("Back to: say who calls");
    assertThat(start.after(turn(1, "Mm-hm."), List.of(0.0, 0.0, 0.0)).reached()).isEmpty();
  }

  @Test
  void hints_are_short_and_ten_seconds_apart() {
    List<ScriptBeat> wordy =
        List.of(new ScriptBeat("b1", "x", "one two three ".repeat(20)), BEATS.get(1));
    Heard first = ScriptProgress.start(wordy).after(turn(1, "Hm"), List.of(0.3, 0.3));
    assertThat(first.hint().orElseThrow().split(" ")).hasSizeLessThanOrEqualTo(15);
    assertThat(first.progress().after(turn(5, "Hm"), List.of(0.3, 0.3)).hint()).isEmpty();
    assertThat(first.progress().after(turn(12, "Hm"), List.of(0.3, 0.3)).hint()).isPresent();
  }

  @Test
  void a_call_taken_up_again_knows_what_was_covered() {
    ScriptProgress resumed =
        ScriptProgress.resumed(
            BEATS, Map.of("b1", BeatMark.COVERED, "b2", BeatMark.OFF_TRACK), Optional.of(1_000L));
    Heard heard = resumed.after(turn(30, "Hm"), List.of(0.3, 0.3, 0.3));
    assertThat(heard.hint()).contains("Next: find the pain");
  }

  @Test
  void the_learners_own_script_is_followed_line_by_line() {
    assertThat(
            ScriptBeat.of(
                Optional.of("Say hello\n\n  Ask why \n"),
                com.quotahit.core.json.PracticeContent.shipped().scenarios().getFirst()))
        .extracting(ScriptBeat::id, ScriptBeat::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("b1", "Say hello"),
            org.assertj.core.groups.Tuple.tuple("b2", "Ask why"));
  }

  private static FinishedTurn turn(int second, String text) {
    return new FinishedTurn(
        "u" + second, Turn.Speaker.USER, text, second * 1_000L, second * 1_000L, false);
  }
}
