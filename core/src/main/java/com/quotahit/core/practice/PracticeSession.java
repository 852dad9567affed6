package com.quotahit.core.practice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One practice session, stage by stage: created → connecting → live ⇄ interrupted → ended → scoring
 * → scored, or the honest ends beside it. Sound is never here; a finished turn is.
 */
public sealed interface PracticeSession {

  /** Nobody opened it in this workspace. */
  record Absent() implements PracticeSession {}

  /** Chosen, and nobody there yet. */
  record Created(SessionSetup setup, Instant joinBy) implements PracticeSession {}

  /** A client is there and the engine is not ready. */
  record Connecting(SessionSetup setup, Attachment attachment, Instant joinBy)
      implements PracticeSession {}

  /** They talk. */
  record Live(SessionSetup setup, Attachment attachment, Course course)
      implements PracticeSession {}

  /** The connection broke; the learner may come back until {@code resumeBy}. */
  record Interrupted(SessionSetup setup, Attachment last, Course course, Instant resumeBy)
      implements PracticeSession {}

  /** Over, and not scored yet or never to be. */
  record Ended(SessionSetup setup, Outcome outcome) implements PracticeSession {}

  /** Being graded; {@code attempt} counts from 1. */
  record Scoring(SessionSetup setup, Outcome outcome, int attempt) implements PracticeSession {}

  /** Graded. The total is absent when too little was said for a number. */
  record Scored(SessionSetup setup, Outcome outcome, Optional<BigDecimal> total)
      implements PracticeSession {}

  /** Grading was given up; the learner may ask for it again. */
  record ScoreFailed(SessionSetup setup, Outcome outcome, String reason)
      implements PracticeSession {}

  /** In the bin; {@code was} is what a restore brings back. */
  record Discarded(PracticeSession was, Instant restorableUntil) implements PracticeSession {}

  /** The word that clients see. */
  default String stage() {
    return switch (this) {
      case Absent _ -> "absent";
      case Created _ -> "created";
      case Connecting _ -> "connecting";
      case Live _ -> "live";
      case Interrupted _ -> "interrupted";
      case Ended _ -> "ended";
      case Scoring _ -> "scoring";
      case Scored _ -> "scored";
      case ScoreFailed _ -> "score_failed";
      case Discarded _ -> "discarded";
    };
  }

  /** What was chosen at the start; empty while there is no session. */
  default Optional<SessionSetup> chosen() {
    return switch (this) {
      case Absent _ -> Optional.empty();
      case Created s -> Optional.of(s.setup());
      case Connecting s -> Optional.of(s.setup());
      case Live s -> Optional.of(s.setup());
      case Interrupted s -> Optional.of(s.setup());
      case Ended s -> Optional.of(s.setup());
      case Scoring s -> Optional.of(s.setup());
      case Scored s -> Optional.of(s.setup());
      case ScoreFailed s -> Optional.of(s.setup());
      case Discarded s -> s.was().chosen();
    };
  }
}
