package com.quotahit.core.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.json.Json;
import com.quotahit.core.practice.Course.BeatMark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SessionsTravelBetweenNodesTest {

  private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
  private static final SessionSetup SETUP = SomeSession.setup(PracticeMode.SCRIPT);
  private static final Attachment HELD = new Attachment(3, "tab", "node#1");
  private static final Course COURSE =
      new Course(
          AT,
          AT.plusSeconds(645),
          new Memory(List.of(SomeSession.said(1, 500))),
          1,
          1,
          500,
          1_500,
          Map.of("b1", BeatMark.COVERED),
          Optional.of(1_500L));
  private static final Outcome OUTCOME =
      new Outcome(EndReason.LEARNER_LEFT, 3, 61_000, 9, 5, 31_000, 60_000, List.of("u1"));

  @Test
  void every_stage_arrives_as_it_left() throws Exception {
    PracticeSession ended = new PracticeSession.Ended(SETUP, OUTCOME);
    for (PracticeSession session :
        List.of(
            new PracticeSession.Absent(),
            new PracticeSession.Created(SETUP, AT),
            new PracticeSession.Connecting(SETUP, HELD, AT),
            new PracticeSession.Live(SETUP, HELD, COURSE),
            new PracticeSession.Interrupted(SETUP, HELD, COURSE, AT),
            ended,
            new PracticeSession.Scoring(SETUP, OUTCOME, 2),
            new PracticeSession.Scored(
                SETUP, OUTCOME, Optional.of(new java.math.BigDecimal("71.5"))),
            new PracticeSession.Scored(SETUP, OUTCOME, Optional.empty()),
            new PracticeSession.ScoreFailed(SETUP, OUTCOME, "grading.quota"),
            new PracticeSession.Discarded(ended, AT))) {
      assertThat(travelled(session, PracticeSession.class)).isEqualTo(session);
    }
  }

  @Test
  void every_command_arrives_as_it_left() throws Exception {
    for (PracticeCommand command :
        List.of(
            new PracticeCommand.Open(SETUP),
            new PracticeCommand.Attach("tab", "node#1"),
            new PracticeCommand.TakeOver("tab", "node#1"),
            new PracticeCommand.GoLive(1, SomeSession.PARTNER),
            new PracticeCommand.TakeTurn(1, SomeSession.said(1, 500)),
            new PracticeCommand.ReachBeat(1, "b1", BeatMark.SKIPPED, "u1"),
            new PracticeCommand.GiveHint(1, 5, "Ask why."),
            new PracticeCommand.Suspend(1),
            new PracticeCommand.End(EndReason.SILENCE),
            new PracticeCommand.MindTheClock(),
            new PracticeCommand.BeginScoring(),
            new PracticeCommand.RecordScore(
                SomeSession.result("71.5"),
                java.util.Optional.empty(),
                List.of(new MetricValue("talk_share", Optional.of(0.5)))),
            new PracticeCommand.RecordInsufficient(List.of()),
            new PracticeCommand.FailScoring("grading.quota"),
            new PracticeCommand.ScoreAgain(),
            new PracticeCommand.Discard(),
            new PracticeCommand.Restore())) {
      assertThat(travelled(command, PracticeCommand.class)).isEqualTo(command);
    }
  }

  private static <T> T travelled(T value, Class<T> root) throws Exception {
    return Json.mapper().readValue(Json.mapper().writeValueAsBytes(value), root);
  }
}
