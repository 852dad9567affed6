package com.quotahit.core.practice;

import com.quotahit.core.practice.Course.BeatMark;
import java.util.List;
import java.util.Optional;

/** What can be asked of a practice session. */
public sealed interface PracticeCommand {

  record Open(SessionSetup setup) implements PracticeCommand {}

  /** A client comes, or comes back. Refused while another client holds the call. */
  record Attach(String client, String node) implements PracticeCommand {}

  /**
   * A client comes and the one that held the call has to go: said by the learner, never guessed.
   */
  record TakeOver(String client, String node) implements PracticeCommand {}

  /** Both sides can talk. Typed sessions go live without an attach, under epoch 0. */
  record GoLive(long epoch, Partner partner) implements PracticeCommand {}

  record TakeTurn(long epoch, FinishedTurn turn) implements PracticeCommand {}

  record ReachBeat(long epoch, String beat, BeatMark mark, String turnId)
      implements PracticeCommand {}

  record GiveHint(long epoch, long atMs, String text) implements PracticeCommand {}

  /** The connection of this epoch is gone. */
  record Suspend(long epoch) implements PracticeCommand {}

  record End(EndReason reason) implements PracticeCommand {}

  /** Does what time alone brings about; harmless at any other moment. */
  record MindTheClock() implements PracticeCommand {}

  record BeginScoring() implements PracticeCommand {}

  /**
   * @param score of the part with the buyer; the gatekeeper's when the call went no further
   * @param gate of the part with the gatekeeper, where there was one
   */
  record RecordScore(
      ScorecardResult score, Optional<ScorecardResult> gate, List<MetricValue> metrics)
      implements PracticeCommand {
    public RecordScore {
      metrics = List.copyOf(metrics);
    }
  }

  /** Too little was said for a number; what can be measured is kept. */
  record RecordInsufficient(List<MetricValue> metrics) implements PracticeCommand {
    public RecordInsufficient {
      metrics = List.copyOf(metrics);
    }
  }

  /**
   * @param reason a stable code, such as {@code grading.key-rejected}
   */
  record FailScoring(String reason) implements PracticeCommand {}

  record ScoreAgain() implements PracticeCommand {}

  record Discard() implements PracticeCommand {}

  record Restore() implements PracticeCommand {}
}
