package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a conversation when it is over; its words are rows by then.
 *
 * @param epoch of the last attach: what that client still has to deliver is welcome until scoring
 *     begins
 * @param durationMs from going live to the end
 * @param lately ids of the newest turns, so that one delivered twice around the end counts once
 */
public record Outcome(
    EndReason reason,
    long epoch,
    long durationMs,
    int turns,
    int learnerTurns,
    long learnerSpeechMs,
    long positionMs,
    List<String> lately) {

  public static final int LEARNER_TURNS_MIN = 4;
  public static final long LEARNER_SPEECH_MS_MIN = 30_000;

  private static final int LATELY_MAX = 16;

  public Outcome {
    lately = List.copyOf(lately);
  }

  static Outcome unheld(EndReason reason, long epoch) {
    return new Outcome(reason, epoch, 0, 0, 0, 0, 0, List.of());
  }

  static Outcome of(PracticeEvent.SessionEnded ended, long epoch, Course course) {
    return new Outcome(
        ended.reason(),
        epoch,
        ended.durationMs(),
        course.turns(),
        course.learnerTurns(),
        course.learnerSpeechMs(),
        course.positionMs(),
        newest(course.memory().recent().stream().map(FinishedTurn::id).toList()));
  }

  private static List<String> newest(List<String> ids) {
    return ids.subList(Math.max(0, ids.size() - LATELY_MAX), ids.size());
  }

  /**
   * Whether enough was said for a number to mean anything; typed words have no duration worth
   * judging.
   */
  public boolean enough(PracticeMode mode) {
    return learnerTurns >= LEARNER_TURNS_MIN
        && (!mode.spoken() || learnerSpeechMs >= LEARNER_SPEECH_MS_MIN);
  }

  Outcome after(FinishedTurn turn) {
    List<String> ids = new ArrayList<>(lately);
    ids.add(turn.id());
    boolean learner = turn.speaker() == Turn.Speaker.USER;
    return new Outcome(
        reason,
        epoch,
        durationMs,
        turns + 1,
        learnerTurns + (learner ? 1 : 0),
        learnerSpeechMs + (learner ? turn.durationMs() : 0),
        Math.max(positionMs, turn.endMs()),
        newest(ids));
  }
}
