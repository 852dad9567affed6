package com.quotahit.http.practice;

import com.quotahit.core.practice.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A session with everything that was said in it and what came of it. */
public record SessionWire(
    SessionId id,
    String state,
    String mode,
    PersonaWire.Brief persona,
    ScenarioWire.Brief scenario,
    String learnerBrief,
    String focus,
    String difficulty,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> endReason,
    Optional<Long> durationMs,
    int timeLimitS,
    Optional<String> engine,
    Audio audio,
    Optional<Script> script,
    List<Hint> hints,
    List<TurnWire> turns,
    List<MetricWire> metrics,
    Optional<ScorecardWire> scorecard,
    Optional<Gate> gatekeeper,
    boolean insufficient,
    Optional<String> scoreFailure,
    boolean simulated) {

  /** The recording, where one was kept. */
  public record Audio(boolean available, Optional<String> url, Optional<Long> durationMs) {}

  /** What the learner wanted to say, and what became of it. */
  public record Script(List<Beat> beats) {}

  /**
   * @param state open, covered, skipped or off_track
   */
  public record Beat(String id, String text, String intent, String state) {}

  /**
   * The part of the call with the gatekeeper.
   *
   * @param turns how many of the session's turns belong to it, from the first
   * @param putThrough whether the buyer came on the line
   */
  public record Gate(
      String name, String role, int turns, boolean putThrough, Optional<ScorecardWire> scorecard) {}

  public record Hint(long atMs, String text) {}
}
