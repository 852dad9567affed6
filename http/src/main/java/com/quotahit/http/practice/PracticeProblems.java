package com.quotahit.http.practice;

import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.http.edge.Problem;
import java.time.Duration;

/** Why practice says no, as clients hear it. */
final class PracticeProblems {

  private PracticeProblems() {}

  static Problem of(PracticeRejection why) {
    return switch (why) {
      case PracticeRejection.NoSuchSession _ -> noSuchSession();
      case PracticeRejection.NotPossibleNow(String stage) ->
          Problem.of(
              409,
              "practice.not-possible-now",
              "Not possible now",
              "The session is " + stage.replace('_', ' ') + ", where this cannot be done.");
      case PracticeRejection.AttachedElsewhere _ ->
          Problem.of(
              409,
              "practice.attached-elsewhere",
              "Open in another window",
              "This call is open in another window. You can take it over.");
      case PracticeRejection.StaleEpoch _ ->
          Problem.of(
              409,
              "practice.stale-epoch",
              "Taken over",
              "Another window or node has taken this call over.");
      case PracticeRejection.ResumeTooLate _ ->
          Problem.of(
              409,
              "practice.resume-too-late",
              "Too late to resume",
              "The call was interrupted for more than two minutes and has ended.");
      case PracticeRejection.TranscriptFull _ ->
          Problem.of(
              409,
              "practice.transcript-full",
              "The session is full",
              "This session holds as many turns as it can. End it to see the result.");
      case PracticeRejection.NotEnoughSaid _ ->
          Problem.of(
              409,
              "practice.not-enough-said",
              "Not enough was said",
              "Too little was said in this session for a score.");
      case PracticeRejection.EnoughSaid _ ->
          Problem.of(409, "practice.enough-said", "Enough was said", "This session can be graded.");
      case PracticeRejection.ScoringTriesUsedUp _ ->
          Problem.of(
              409,
              "practice.scoring-tries-used-up",
              "Grading failed",
              "Grading failed several times. Ask for it again later.");
      case PracticeRejection.NothingToScore _ ->
          Problem.of(
              409,
              "practice.nothing-to-score",
              "Nothing to grade",
              "Nothing was said in this session.");
      case PracticeRejection.BinEmptied _ ->
          Problem.of(
              410,
              "practice.bin-emptied",
              "Gone",
              "This session was deleted more than 30 days ago and cannot be brought back.");
    };
  }

  static Problem noSuchSession() {
    return Problem.of(
        404, "practice.no-such-session", "No such session", "There is no such session for you.");
  }

  static Problem noSuchContext() {
    return Problem.of(
        404, "practice.no-such-context", "No such context", "There is no such piece of context.");
  }

  static Problem noVoiceCapacity(Duration retryAfter) {
    return Problem.busy(
        "practice.no-voice-capacity",
        "All voice lines are busy. Try again shortly, or practise in text mode now.",
        retryAfter);
  }

  static Problem notTyped() {
    return Problem.of(
        409,
        "practice.not-a-typed-session",
        "Not a typed session",
        "Speak on the voice line of this session, or type there.");
  }

  static Problem notSpoken() {
    return Problem.of(
        409,
        "practice.not-a-spoken-session",
        "Not a spoken session",
        "A typed session has no voice line.");
  }

  static Problem noRecording() {
    return Problem.of(
        404, "practice.no-recording", "No recording", "There is no recording of this session.");
  }
}
