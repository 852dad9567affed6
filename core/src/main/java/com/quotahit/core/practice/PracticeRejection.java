package com.quotahit.core.practice;

/** Why a practice session says no. */
public sealed interface PracticeRejection {

  record NoSuchSession() implements PracticeRejection {}

  /**
   * @param stage where the session stands, in the client's word
   */
  record NotPossibleNow(String stage) implements PracticeRejection {}

  /** Another client holds the call; it can be taken over. */
  record AttachedElsewhere() implements PracticeRejection {}

  /** Somebody attached later; whoever acts under {@code given} has lost the call. */
  record StaleEpoch(long given, long current) implements PracticeRejection {}

  /** The learner came back after the time for it. */
  record ResumeTooLate() implements PracticeRejection {}

  record TranscriptFull() implements PracticeRejection {}

  /** A number was offered for a session in which too little was said. */
  record NotEnoughSaid() implements PracticeRejection {}

  /** Enough was said, so it has to be graded. */
  record EnoughSaid() implements PracticeRejection {}

  record ScoringTriesUsedUp() implements PracticeRejection {}

  /** The session was never held, so there is nothing to grade. */
  record NothingToScore() implements PracticeRejection {}

  record BinEmptied() implements PracticeRejection {}
}
