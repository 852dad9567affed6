package com.quotahit.core.practice;

import static com.quotahit.core.practice.SomeSession.answered;
import static com.quotahit.core.practice.SomeSession.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.PracticeSession.Ended;
import com.quotahit.core.practice.PracticeSession.Interrupted;
import com.quotahit.core.practice.PracticeSession.Live;
import com.quotahit.core.practice.PracticeSession.Scored;
import com.quotahit.core.shared.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ASessionGoesThroughItsStagesTest {

  private final PracticeRules rules = new PracticeRules();
  private PracticeSession session = rules.absent();
  private Instant now = Instant.parse("2026-01-05T09:00:00Z");

  @Test
  void a_call_is_opened_joined_held_and_scored() {
    goLive(PracticeMode.VOICE);
    for (int i = 0; i < 5; i++) {
      take(new PracticeCommand.TakeTurn(1, said(i, 8_000)));
      take(new PracticeCommand.TakeTurn(1, answered(i, 3_000)));
    }
    take(new PracticeCommand.End(EndReason.LEARNER_LEFT));
    take(new PracticeCommand.BeginScoring());
    take(
        new PracticeCommand.RecordScore(
            SomeSession.result("71.5"), java.util.Optional.empty(), List.of()));
    assertThat(((Scored) session).total().orElseThrow()).isEqualByComparingTo("71.5");
  }

  @Test
  void a_second_tab_is_refused_until_the_learner_takes_over() {
    goLive(PracticeMode.VOICE);
    assertThat(refused(new PracticeCommand.Attach("tab-2", "n1")))
        .isEqualTo(new PracticeRejection.AttachedElsewhere());
    take(new PracticeCommand.TakeOver("tab-2", "n1"));
    assertThat(refused(new PracticeCommand.TakeTurn(1, said(1, 500))))
        .isEqualTo(new PracticeRejection.StaleEpoch(1, 2));
  }

  @Test
  void the_same_client_comes_back_on_another_node_even_if_nobody_saw_the_first_one_die() {
    goLive(PracticeMode.VOICE);
    take(new PracticeCommand.TakeTurn(1, said(1, 500)));
    take(new PracticeCommand.Attach("tab-1", "other-node"));
    Live live = (Live) session;
    assertThat(live.attachment()).isEqualTo(new Attachment(2, "tab-1", "other-node"));
    assertThat(live.course().memory().recent()).containsExactly(said(1, 500));
  }

  @Test
  void a_broken_call_can_be_resumed_for_two_minutes_and_no_longer() {
    goLive(PracticeMode.VOICE);
    take(new PracticeCommand.Suspend(1));
    now = now.plusSeconds(119);
    take(new PracticeCommand.Attach("tab-9", "n2"));
    assertThat(session).isInstanceOf(Live.class);
    take(new PracticeCommand.Suspend(2));
    now = now.plusSeconds(121);
    assertThat(refused(new PracticeCommand.Attach("tab-9", "n2")))
        .isEqualTo(new PracticeRejection.ResumeTooLate());
    take(new PracticeCommand.MindTheClock());
    assertThat(((Ended) session).outcome().reason()).isEqualTo(EndReason.CONNECTION_LOST);
  }

  @Test
  void the_clock_ends_nothing_before_its_time() {
    goLive(PracticeMode.VOICE);
    take(new PracticeCommand.Suspend(1));
    now = now.plusSeconds(100);
    take(new PracticeCommand.MindTheClock());
    assertThat(session).isInstanceOf(Interrupted.class);
  }

  @Test
  void a_call_that_nobody_ends_is_ended_by_its_time_limit() {
    goLive(PracticeMode.VOICE);
    now = now.plusSeconds(600).plus(PracticeRules.GOODBYE).plusSeconds(1);
    take(new PracticeCommand.MindTheClock());
    assertThat(((Ended) session).outcome().reason()).isEqualTo(EndReason.TIME_LIMIT);
  }

  @Test
  void the_same_turn_told_twice_is_one_turn_also_around_the_end() {
    goLive(PracticeMode.VOICE);
    take(new PracticeCommand.TakeTurn(1, said(1, 500)));
    assertThat(events(new PracticeCommand.TakeTurn(1, said(1, 500)))).isEmpty();
    take(new PracticeCommand.End(EndReason.LEARNER_LEFT));
    assertThat(events(new PracticeCommand.TakeTurn(1, said(1, 500)))).isEmpty();
    take(new PracticeCommand.TakeTurn(1, said(2, 500)));
    assertThat(events(new PracticeCommand.TakeTurn(1, said(2, 500)))).isEmpty();
    assertThat(((Ended) session).outcome().turns()).isEqualTo(2);
  }

  @Test
  void too_little_said_gives_no_number() {
    goLive(PracticeMode.VOICE);
    take(new PracticeCommand.TakeTurn(1, said(1, 29_000)));
    take(new PracticeCommand.End(EndReason.LEARNER_LEFT));
    take(new PracticeCommand.BeginScoring());
    assertThat(
            refused(
                new PracticeCommand.RecordScore(
                    SomeSession.result("90"), java.util.Optional.empty(), List.of())))
        .isEqualTo(new PracticeRejection.NotEnoughSaid());
    take(new PracticeCommand.RecordInsufficient(List.of()));
    assertThat(((Scored) session).total()).isEmpty();
  }

  @Test
  void scoring_is_tried_three_times_and_again_when_asked() {
    goLive(PracticeMode.TEXT);
    take(new PracticeCommand.TakeTurn(0, said(1, 500)));
    take(new PracticeCommand.End(EndReason.LEARNER_LEFT));
    take(new PracticeCommand.BeginScoring());
    take(new PracticeCommand.BeginScoring());
    take(new PracticeCommand.BeginScoring());
    assertThat(refused(new PracticeCommand.BeginScoring()))
        .isEqualTo(new PracticeRejection.ScoringTriesUsedUp());
    take(new PracticeCommand.FailScoring("grading.transient"));
    take(new PracticeCommand.ScoreAgain());
    take(new PracticeCommand.BeginScoring());
    assertThat(session.stage()).isEqualTo("scoring");
  }

  @Test
  void a_session_in_the_bin_comes_back_as_it_was_for_thirty_days() {
    goLive(PracticeMode.TEXT);
    take(new PracticeCommand.End(EndReason.LEARNER_LEFT));
    PracticeSession before = session;
    take(new PracticeCommand.Discard());
    take(new PracticeCommand.Restore());
    assertThat(session).isEqualTo(before);
    take(new PracticeCommand.Discard());
    now = now.plus(Duration.ofDays(31));
    assertThat(refused(new PracticeCommand.Restore()))
        .isEqualTo(new PracticeRejection.BinEmptied());
  }

  @Test
  void a_session_that_nobody_joins_closes_unscored() {
    take(new PracticeCommand.Open(SomeSession.setup(PracticeMode.VOICE)));
    now = now.plus(PracticeRules.JOIN_WITHIN).plusSeconds(1);
    take(new PracticeCommand.MindTheClock());
    assertThat(((Ended) session).outcome().reason()).isEqualTo(EndReason.NEVER_STARTED);
    assertThat(refused(new PracticeCommand.BeginScoring()))
        .isEqualTo(new PracticeRejection.NothingToScore());
  }

  @Test
  void a_call_that_was_cancelled_is_not_scored_whatever_was_said_in_it() {
    goLive(PracticeMode.TEXT);
    take(new PracticeCommand.TakeTurn(0, said(1, 500)));
    take(new PracticeCommand.End(EndReason.CANCELLED));
    assertThat(refused(new PracticeCommand.BeginScoring()))
        .isEqualTo(new PracticeRejection.NothingToScore());
  }

  @Test
  void memory_forgets_the_oldest_words_first() {
    Memory memory = Memory.EMPTY;
    for (int i = 0; i < 500; i++) {
      memory = memory.with(said(i, 10));
    }
    assertThat(memory.recent()).hasSize(Memory.TURNS_MAX).endsWith(said(499, 10));
  }

  private void goLive(PracticeMode mode) {
    take(new PracticeCommand.Open(SomeSession.setup(mode)));
    if (mode.spoken()) {
      take(new PracticeCommand.Attach("tab-1", "n1"));
      take(new PracticeCommand.GoLive(1, SomeSession.PARTNER));
    } else {
      take(new PracticeCommand.GoLive(0, SomeSession.PARTNER));
    }
  }

  private void take(PracticeCommand command) {
    for (PracticeEvent event : events(command)) {
      session = rules.apply(session, event);
    }
  }

  private List<PracticeEvent> events(PracticeCommand command) {
    return switch (rules.decide(session, command, now)) {
      case Decision.Accepted<PracticeEvent, PracticeRejection>(List<PracticeEvent> events) ->
          events;
      case Decision.Refused<PracticeEvent, PracticeRejection>(PracticeRejection why) ->
          throw new AssertionError(command + " was refused: " + why);
    };
  }

  private PracticeRejection refused(PracticeCommand command) {
    return switch (rules.decide(session, command, now)) {
      case Decision.Accepted<PracticeEvent, PracticeRejection> accepted ->
          throw new AssertionError(command + " was accepted: " + accepted);
      case Decision.Refused<PracticeEvent, PracticeRejection>(PracticeRejection why) -> why;
    };
  }
}
