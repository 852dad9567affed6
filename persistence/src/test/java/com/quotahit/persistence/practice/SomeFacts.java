package com.quotahit.persistence.practice;

import com.quotahit.core.practice.Attachment;
import com.quotahit.core.practice.Course.BeatMark;
import com.quotahit.core.practice.EndReason;
import com.quotahit.core.practice.MetricValue;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.PracticeMode;
import com.quotahit.core.practice.SomeSession;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The facts of whole sessions, as the journal holds them. */
final class SomeFacts {

  static final Instant AT = Instant.parse("2026-01-05T09:00:00.123Z");
  static final WorkspaceId OURS = new WorkspaceId("wsp_00000000000000000000000001");
  static final WorkspaceId THEIRS = new WorkspaceId("wsp_00000000000000000000000002");
  static final List<MetricValue> METRICS =
      List.of(
          new MetricValue("talk_share", Optional.of(0.42)),
          new MetricValue("patience", Optional.empty()));

  private SomeFacts() {}

  static EntityId session(WorkspaceId workspace, int n) {
    return new EntityId(workspace, "rp_000000000000000000000000%02d".formatted(n));
  }

  static Recorded<PracticeEvent> recorded(int second, PracticeEvent event) {
    return new Recorded<>(
        event,
        AT.plusSeconds(second),
        new By.Person(SomeSession.LEARNER),
        "cor",
        "cmd" + second,
        0);
  }

  /** One of every kind, in an order that can happen. */
  static List<Recorded<PracticeEvent>> everything() {
    return numbered(
        new PracticeEvent.Opened(SomeSession.setup(PracticeMode.SCRIPT), AT.plusSeconds(86_400)),
        new PracticeEvent.ClientAttached(new Attachment(1, "tab", "node-1")),
        new PracticeEvent.WentLive(AT, AT.plusSeconds(645), SomeSession.PARTNER),
        new PracticeEvent.TurnTaken(SomeSession.answered(1, 900)),
        new PracticeEvent.TurnTaken(SomeSession.said(2, 800)),
        new PracticeEvent.BeatReached("b1", BeatMark.COVERED, "u2"),
        new PracticeEvent.HintGiven(3_000, "Ask what it costs them."),
        new PracticeEvent.CallInterrupted(1, AT.plusSeconds(127)),
        new PracticeEvent.ClientAttached(new Attachment(2, "tab", "node-2")),
        new PracticeEvent.SessionEnded(EndReason.LEARNER_LEFT, 61_000),
        new PracticeEvent.ScoringBegun(1),
        new PracticeEvent.ScoringFailed("grading.transient"),
        new PracticeEvent.ScoringAskedAgain(),
        new PracticeEvent.ScoringBegun(1),
        new PracticeEvent.SessionScored(
            SomeSession.result("71.5"), java.util.Optional.empty(), METRICS),
        new PracticeEvent.SessionDiscarded(AT.plusSeconds(2_592_000)),
        new PracticeEvent.SessionRestored());
  }

  static List<Recorded<PracticeEvent>> tooShort() {
    return numbered(
        new PracticeEvent.Opened(SomeSession.setup(PracticeMode.TEXT), AT.plusSeconds(86_400)),
        new PracticeEvent.WentLive(AT, AT.plusSeconds(645), SomeSession.PARTNER),
        new PracticeEvent.TurnTaken(SomeSession.said(1, 800)),
        new PracticeEvent.SessionEnded(EndReason.LEARNER_LEFT, 6_000),
        new PracticeEvent.ScoringBegun(1),
        new PracticeEvent.FoundInsufficient(METRICS));
  }

  static List<Recorded<PracticeEvent>> numbered(PracticeEvent... events) {
    List<Recorded<PracticeEvent>> facts = new ArrayList<>();
    for (int i = 0; i < events.length; i++) {
      facts.add(recorded(i, events[i]));
    }
    return facts;
  }
}
