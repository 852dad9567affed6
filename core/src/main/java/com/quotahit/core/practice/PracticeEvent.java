package com.quotahit.core.practice;

import com.quotahit.core.practice.Course.BeatMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened in a practice session. */
public sealed interface PracticeEvent {

  /**
   * @param joinBy a session that nobody has joined by then is closed
   */
  record Opened(SessionSetup setup, Instant joinBy) implements PracticeEvent {}

  record ClientAttached(Attachment attachment) implements PracticeEvent {}

  /**
   * @param endsBy the last moment of the session, whoever is left to end it
   */
  record WentLive(Instant startedAt, Instant endsBy, Partner partner) implements PracticeEvent {}

  record TurnTaken(FinishedTurn turn) implements PracticeEvent {}

  record BeatReached(String beat, BeatMark mark, String turnId) implements PracticeEvent {}

  record HintGiven(long atMs, String text) implements PracticeEvent {}

  record CallInterrupted(long epoch, Instant resumeBy) implements PracticeEvent {}

  record SessionEnded(EndReason reason, long durationMs) implements PracticeEvent {}

  record ScoringBegun(int attempt) implements PracticeEvent {}

  /**
   * @param score of the part with the buyer; the gatekeeper's when the call went no further
   * @param gate of the part with the gatekeeper, where there was one
   */
  record SessionScored(
      ScorecardResult score, Optional<ScorecardResult> gate, List<MetricValue> metrics)
      implements PracticeEvent {
    public SessionScored {
      metrics = List.copyOf(metrics);
    }
  }

  record FoundInsufficient(List<MetricValue> metrics) implements PracticeEvent {
    public FoundInsufficient {
      metrics = List.copyOf(metrics);
    }
  }

  record ScoringFailed(String reason) implements PracticeEvent {}

  record ScoringAskedAgain() implements PracticeEvent {}

  record SessionDiscarded(Instant restorableUntil) implements PracticeEvent {}

  record SessionRestored() implements PracticeEvent {}
}
