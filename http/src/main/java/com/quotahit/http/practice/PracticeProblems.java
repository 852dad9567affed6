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
              "This is not possible while the call is in the state “"
                  + stage.replace('_', ' ')
                  + "”.");
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
              "This call has been taken over in another window.");
      case PracticeRejection.ResumeTooLate _ ->
          Problem.of(
              409,
              "practice.resume-too-late",
              "Too late to resume",
              "The connection was gone for more than two minutes, so the call has ended.");
      case PracticeRejection.TranscriptFull _ ->
          Problem.of(
              409,
              "practice.transcript-full",
              "The session is full",
              "This call holds as many turns as it can. End it to see the result.");
      case PracticeRejection.NotEnoughSaid _ ->
          Problem.of(
              409,
              "practice.not-enough-said",
              "Not enough was said",
              "Too little was said on this call for a score.");
      case PracticeRejection.EnoughSaid _ ->
          Problem.of(409, "practice.enough-said", "Enough was said", "This call can be scored.");
      case PracticeRejection.ScoringTriesUsedUp _ ->
          Problem.of(
              409,
              "practice.scoring-tries-used-up",
              "Scoring failed",
              "Scoring failed several times. Try again later.");
      case PracticeRejection.NothingToScore _ ->
          Problem.of(
              409,
              "practice.nothing-to-score",
              "Nothing to score",
              "Nothing was said on this call.");
      case PracticeRejection.BinEmptied _ ->
          Problem.of(
              410,
              "practice.bin-emptied",
              "Gone",
              "This call was deleted more than 30 days ago and cannot be restored.");
    };
  }

  static Problem noSuchSession() {
    return Problem.of(
        404,
        "practice.no-such-session",
        "No such session",
        "This call does not exist, or it is not yours to see.");
  }

  static Problem noSuchContext() {
    return Problem.of(
        404,
        "practice.no-such-context",
        "No such context",
        "This file or page does not exist any more, or it is not yours.");
  }

  static Problem noVoiceCapacity(Duration retryAfter) {
    return Problem.busy(
        "practice.no-voice-capacity",
        "All voice lines are busy. Try again shortly, or practise in text now.",
        retryAfter);
  }

  static Problem notTyped() {
    return Problem.of(
        409,
        "practice.not-a-typed-session",
        "Not a typed session",
        "This is a spoken call: speak, or type in its room.");
  }

  static Problem notSpoken() {
    return Problem.of(
        409,
        "practice.not-a-spoken-session",
        "Not a spoken session",
        "A call in text has no voice line.");
  }

  static Problem noRecording() {
    return Problem.of(
        404, "practice.no-recording", "No recording", "No recording was kept for this call.");
  }
}
