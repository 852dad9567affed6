package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("score")
class TurnsAreTakenAsWritten {

  @Test
  void the_persona_opens_when_it_should_and_answers_each_turn_once() {
    Score score = Score.withOpening();
    score
        .model
        .says("Hello, Dana here.", 1.5)
        .says("We are happy as we are.", 2)
        .firstTokenAfter(0.1);
    score.user.speaks(2.5, 4.5, "Hi Dana, do you have a minute?");
    score.playUntil(9);
    assertThat(score.transcript())
        .containsExactly(
            "persona: Hello, Dana here.",
            "user: Hi Dana, do you have a minute?",
            "persona: We are happy as we are.");
    assertThat(score.all(TurnOrder.Answer.class)).hasSize(2);
    assertThat(score.all(TurnOrder.Clear.class)).isEmpty();
  }

  @Test
  void an_answer_is_asked_for_the_moment_a_turn_is_over() {
    Score score = Score.quiet();
    score.user.speaks(0.5, 2.5, "Who is this?");
    score.playUntil(4);
    assertThat(score.whenFirst(TurnOrder.Answer.class)).isEqualTo(2_800);
    assertThat(score.whenFirst(TurnOrder.Play.class)).isEqualTo(2_900);
  }

  @Test
  void a_real_interruption_silences_the_persona_within_a_quarter_of_a_second() {
    Score score = Score.withOpening();
    score.model.says("Let me tell you everything about our company and then some more.", 8);
    score.user.speaks(3, 5, "Sorry, I have to stop you there");
    score.playUntil(8);
    assertThat(score.whenFirst(TurnOrder.Clear.class) - 3_000).isBetween(0L, 250L);
    assertThat(score.all(TurnOrder.Truncate.class)).hasSize(1);
    assertThat(score.all(TurnOrder.Answer.class)).hasSize(2);
    assertThat(score.transcript().getFirst()).startsWith("persona: Let me tell").endsWith(" /");
  }

  @Test
  void without_captions_sound_that_lasts_silences_too() {
    Score score = Score.withOpening();
    score.model.says("Let me tell you everything about our company and then some more.", 8);
    score.user.isTranscribedLate(0.9).speaks(3, 5, "Sorry, I have to stop you there");
    score.playUntil(8);
    assertThat(score.whenFirst(TurnOrder.Clear.class) - 3_000).isBetween(0L, 250L);
    assertThat(score.whenFirst(TurnOrder.Truncate.class)).isEqualTo(4_000);
    assertThat(score.transcript()).hasSize(3);
  }

  @Test
  void what_the_engine_remembers_is_what_was_heard() {
    for (double lag : new double[] {0.02, 0.08, 0.25}) {
      Score score = Score.withOpening();
      score.client.startsAfter(lag);
      score.model.says("Let me tell you everything about our company and then some more.", 8);
      score.user.speaks(3.33, 5, "Sorry, I have to stop you there");
      score.playUntil(8);
      Score.Cut cut = score.cuts.getFirst();
      assertThat(Math.abs(cut.believedMs() - cut.trulyMs()))
          .as("start lag " + lag)
          .isLessThanOrEqualTo(40);
    }
  }

  @Test
  void a_client_that_reports_nothing_is_reckoned_and_never_beyond_what_was_sent() {
    Score score = Score.withOpening();
    score.client.reportsNothing();
    score.model.says("Short and then long gone.", 8).speaksAt(0.5);
    score.user.speaks(3, 5, "Sorry, I have to stop you there");
    score.playUntil(8);
    assertThat(score.all(TurnOrder.Truncate.class).getFirst().heardMs()).isBetween(1_000, 1_600);
  }

  @Test
  void a_cough_changes_nothing() {
    Score score = Score.withOpening();
    score.model.says("As I was saying, it is a large project.", 5);
    score.user.makesSound(2, 2.15);
    score.playUntil(7);
    assertThat(score.all(TurnOrder.Clear.class)).isEmpty();
    assertThat(score.all(TurnOrder.Play.class)).hasSize(1);
    assertThat(score.transcript())
        .containsExactly("persona: As I was saying, it is a large project.");
  }

  @Test
  void a_listeners_mm_hm_does_not_stop_the_persona() {
    for (String said : new String[] {"Mm-hm.", "Yeah", "Right, okay", "I see", "got it"}) {
      Score score = Score.withOpening();
      score.model.says("As I was saying, it is a large project.", 6);
      score.user.speaks(2, 2.5, said);
      score.playUntil(7);
      assertThat(score.all(TurnOrder.Clear.class)).as(said).isEmpty();
      assertThat(score.all(TurnOrder.Cancel.class)).as(said).isEmpty();
      assertThat(score.all(TurnOrder.Answer.class)).as(said).hasSize(1);
      assertThat(score.transcript())
          .containsExactly("persona: As I was saying, it is a large project.", "user: " + said);
    }
  }

  @Test
  void a_mm_hm_that_silenced_the_persona_lets_it_go_on_where_it_stopped() {
    Score score = Score.withOpening();
    score.model.says("As I was saying, it is a large project.", 6);
    score.user.isTranscribedLate(0.35).speaks(2, 2.5, "Mm-hm");
    score.playUntil(9);
    assertThat(score.all(TurnOrder.Clear.class)).hasSize(1);
    TurnOrder.Play again = score.all(TurnOrder.Play.class).getLast();
    int heard = score.all(TurnOrder.Clear.class).getFirst().heardMs();
    assertThat(again).isEqualTo(new TurnOrder.Play("r1", "r1.2", heard));
    assertThat(score.all(TurnOrder.Truncate.class)).isEmpty();
    assertThat(score.transcript().getFirst())
        .isEqualTo("persona: As I was saying, it is a large project.");
  }

  @Test
  void a_noise_that_silenced_the_persona_lets_it_go_on() {
    Score score = Score.withOpening();
    score.model.says("As I was saying, it is a large project.", 6);
    score.user.makesSound(2, 2.6);
    score.playUntil(9);
    assertThat(score.all(TurnOrder.Clear.class)).hasSize(1);
    assertThat(score.all(TurnOrder.Play.class)).hasSize(2);
    assertThat(score.all(TurnOrder.Answer.class)).hasSize(1);
  }

  @Test
  void a_single_no_is_an_interruption() {
    Score score = Score.withOpening();
    score.model.says("So I will send you the contract today.", 6);
    score.user.speaks(2, 2.4, "No.");
    score.playUntil(6);
    assertThat(score.all(TurnOrder.Truncate.class)).hasSize(1);
    assertThat(score.all(TurnOrder.Answer.class)).hasSize(2);
  }

  @Test
  void mm_hm_that_grows_into_a_sentence_takes_the_floor() {
    Score score = Score.withOpening();
    score.model.says("As I was saying, it is a large project.", 8);
    score.user.speaks(2, 4, "Yeah right but what about the price");
    score.playUntil(6);
    assertThat(score.all(TurnOrder.Truncate.class)).hasSize(1);
    assertThat(score.all(TurnOrder.Answer.class)).hasSize(2);
  }

  @Test
  void a_yeah_as_the_persona_ends_is_its_answer() {
    Score score = Score.withOpening();
    score.model.says("Is now a good time?", 2);
    score.user.speaks(1.9, 2.2, "Yeah");
    score.playUntil(5);
    assertThat(score.all(TurnOrder.Answer.class)).hasSize(2);
    assertThat(score.all(TurnOrder.Clear.class)).isEmpty();
  }

  @Test
  void an_interruption_after_the_model_is_through_still_clears_what_plays() {
    Score score = Score.withOpening();
    score.model.says("All of this was made in an instant and plays for long.", 6).speaksAt(50);
    score.user.speaks(3, 4, "Hold on a second please");
    score.playUntil(6);
    assertThat(score.all(TurnOrder.Clear.class)).hasSize(1);
    assertThat(score.all(TurnOrder.Cancel.class)).isEmpty();
    assertThat(score.all(TurnOrder.Truncate.class).getFirst().heardMs()).isBetween(2_700, 3_200);
  }

  @Test
  void a_caller_who_goes_on_before_the_answer_begins_gets_one_answer_to_it_all() {
    Score score = Score.quiet();
    score.model.firstTokenAfter(1);
    score.user.speaks(0.5, 1.5, "I wanted to ask").speaks(2.0, 3.0, "what it costs");
    score.playUntil(9);
    assertThat(score.all(TurnOrder.Play.class)).hasSize(1);
    assertThat(score.all(TurnOrder.Cancel.class)).containsExactly(new TurnOrder.Cancel("r1"));
    assertThat(score.transcript())
        .containsExactly(
            "user: I wanted to ask", "user: what it costs", "persona: Reply number 2 to .");
  }

  @Test
  void silence_is_asked_about_twice_and_then_the_call_ends() {
    Score score = Score.withOpening();
    score.playUntil(60);
    assertThat(score.all(TurnOrder.Answer.class))
        .extracting(TurnOrder.Answer::guidance)
        .containsExactly("[open]", "[check in]", "[check in]");
    assertThat(score.ends()).containsExactly(EndReason.SILENCE);
    assertThat(score.orders.getLast().atMs()).isBetween(35_000L, 38_000L);
  }

  @Test
  void at_the_time_limit_the_persona_finishes_says_goodbye_and_hangs_up() {
    Score score = new Score(Score.settings("[open]").limitedTo(5_000));
    score
        .model
        .says("I talk past the limit of this call, as people do.", 7)
        .says("I must go now.", 1);
    score.playUntil(30);
    assertThat(score.all(TurnOrder.Answer.class))
        .extracting(TurnOrder.Answer::guidance)
        .containsExactly("[open]", "[close]");
    assertThat(score.transcript()).last().isEqualTo("persona: I must go now.");
    assertThat(score.ends()).containsExactly(EndReason.TIME_LIMIT);
  }

  @Test
  void a_caller_who_talks_past_the_limit_may_finish_and_then_hears_goodbye() {
    Score score = new Score(Score.settings("").limitedTo(5_000));
    score.user.speaks(4, 7, "And another thing that I wanted to say");
    score.playUntil(30);
    assertThat(score.all(TurnOrder.Answer.class))
        .extracting(TurnOrder.Answer::guidance)
        .containsExactly("[close]");
    assertThat(score.ends()).containsExactly(EndReason.TIME_LIMIT);
  }

  @Test
  void a_persona_that_says_goodbye_hangs_up() {
    Score score =
        new Score(Score.settings("[open]").hangingUpOn(text -> text.endsWith("Goodbye.")));
    score.model.says("Not interested. Goodbye.", 2);
    score.playUntil(10);
    assertThat(score.ends()).containsExactly(EndReason.PERSONA_LEFT);
  }

  @Test
  void typed_words_are_a_turn_and_cut_the_persona_short() {
    Score score = Score.withOpening();
    score.model.says("As I was saying, it is a large project.", 8);
    score.user.types(3, "What is the price?");
    score.playUntil(7);
    assertThat(score.all(TurnOrder.TakeText.class))
        .containsExactly(new TurnOrder.TakeText("t1", "What is the price?"));
    assertThat(score.all(TurnOrder.Truncate.class)).hasSize(1);
    assertThat(score.transcript()).contains("user: What is the price?");
  }

  @Test
  void who_is_muted_neither_interrupts_nor_is_asked_whether_they_are_there() {
    Score score = Score.withOpening();
    score.model.says("As I was saying, it is a large project.", 4);
    score.at(1, () -> score.hear(new TurnSignal.Muted(score.now())));
    score.user.makesSound(2, 3);
    score.playUntil(40);
    assertThat(score.all(TurnOrder.Clear.class)).isEmpty();
    assertThat(score.all(TurnOrder.Answer.class)).hasSize(1);
  }

  @Test
  void a_late_transcript_keeps_the_order_of_turns() {
    Score score = Score.withOpening();
    score.user.isTranscribedLate(3).speaks(3, 4, "What does it cost?");
    score.playUntil(12);
    assertThat(score.transcript())
        .containsExactly(
            "persona: Reply number 1 to [open].",
            "user: What does it cost?",
            "persona: Reply number 2 to .");
  }

  @Test
  void a_model_that_never_answers_does_not_hang_the_call() {
    Score score = Score.quiet();
    score.model.fallsSilent();
    score.user.speaks(0.5, 1.5, "Hello there my friend");
    score.playUntil(70);
    assertThat(score.all(TurnOrder.Warn.class))
        .extracting(TurnOrder.Warn::code)
        .contains("voice.no-answer");
    assertThat(score.ends()).containsExactly(EndReason.SILENCE);
  }

  @Test
  void a_persona_of_that_manner_cuts_into_a_long_turn() {
    Score score =
        new Score(Score.settings("").interjecting(new TurnSettings.Interjection(20_000, 1, 7)));
    score.model.says("Wait, wait. What is your point?", 2);
    score.user.speaks(1, 30, "I could go on and on about this and I will");
    score.playUntil(40);
    assertThat(score.all(TurnOrder.Answer.class))
        .extracting(TurnOrder.Answer::guidance)
        .first()
        .isEqualTo("[cut in]");
    assertThat(score.whenFirst(TurnOrder.Answer.class)).isEqualTo(21_000);
    assertThat(score.all(TurnOrder.Truncate.class)).isEmpty();
  }

  @Test
  void a_lost_line_reports_what_was_heard_and_the_call_may_go_on_elsewhere() {
    Score score = Score.withOpening();
    score.model.says("As I was saying, it is a large project.", 8);
    score.at(4, () -> score.hear(new TurnSignal.Suspended(score.now())));
    score.playUntil(10);
    assertThat(score.transcript())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("persona: As I was")
        .endsWith("/");
    assertThat(score.ends()).containsExactly(EndReason.CONNECTION_LOST);
    assertThat(EndReason.CONNECTION_LOST.resumable()).isTrue();
  }

  @Test
  void a_move_waits_for_the_persona_to_finish() {
    Score score = Score.withOpening();
    score.model.says("As I was saying, it is a large project.", 4);
    score.at(2, () -> score.hear(new TurnSignal.MoveAsked(score.now())));
    score.playUntil(10);
    assertThat(score.transcript())
        .containsExactly("persona: As I was saying, it is a large project.");
    assertThat(score.ends()).containsExactly(EndReason.MOVING);
  }

  @Test
  void a_move_lets_the_caller_finish_and_waits_until_the_words_are_there() {
    for (double asked : new double[] {1.5, 2.9, 3.2, 3.5}) {
      Score score = Score.quiet();
      score.user.isTranscribedLate(0.9).speaks(1, 3, "We have twelve trucks.");
      score.model.says("Twelve, I see.", 2);
      score.at(asked, () -> score.hear(new TurnSignal.MoveAsked(score.now())));
      score.playUntil(10);
      assertThat(score.transcript())
          .as("asked at " + asked)
          .containsExactly("user: We have twelve trucks.", "persona: Twelve, I see.");
      assertThat(score.ends()).as("asked at " + asked).containsExactly(EndReason.MOVING);
    }
  }

  @Test
  void a_move_does_not_wait_for_words_that_nobody_said() {
    Score score = Score.quiet();
    score.user.makesSound(1, 1.2);
    score.at(1.5, () -> score.hear(new TurnSignal.MoveAsked(score.now())));
    score.playUntil(10);
    assertThat(score.ends()).containsExactly(EndReason.MOVING);
    assertThat(score.whenFirst(TurnOrder.End.class)).isLessThan(4_000);
  }
}
