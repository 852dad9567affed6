package com.quotahit.core.practice;

import com.quotahit.core.practice.Course.BeatMark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a learner has come in the script, judged by how near in meaning each turn is to each
 * step.
 *
 * @param marks steps that are no longer open
 * @param hintedAtMs end of the turn after which the newest hint was given
 */
public record ScriptProgress(
    List<ScriptBeat> beats, Map<String, BeatMark> marks, Optional<Long> hintedAtMs) {

  /** As near as two ways of saying the same thing. */
  public static final double COVERED = 0.55;

  /** As far as two subjects. */
  public static final double OFF_TRACK = 0.2;

  /** Fewer words than this are no departure from anything. */
  private static final int OFF_TRACK_WORDS = 8;

  private static final long HINT_PAUSE_MS = 10_000;
  private static final int HINT_WORDS = 15;

  /** A step that has just been done or passed by. */
  public record Reached(String beat, BeatMark mark) {}

  /** What one turn changed. */
  public record Heard(ScriptProgress progress, List<Reached> reached, Optional<String> hint) {}

  public ScriptProgress {
    beats = List.copyOf(beats);
    marks = Map.copyOf(marks);
  }

  public static ScriptProgress start(List<ScriptBeat> beats) {
    return new ScriptProgress(beats, Map.of(), Optional.empty());
  }

  /** Where a call was taken up again; a step strayed from is still open. */
  public static ScriptProgress resumed(
      List<ScriptBeat> beats, Map<String, BeatMark> marks, Optional<Long> hintedAtMs) {
    Map<String, BeatMark> closed = new HashMap<>(marks);
    closed.values().removeIf(mark -> mark == BeatMark.OFF_TRACK);
    return new ScriptProgress(beats, closed, hintedAtMs);
  }

  /**
   * @param nearness of the turn to each step, in the order of the steps, in [-1, 1]
   */
  public Heard after(FinishedTurn turn, List<Double> nearness) {
    Map<String, BeatMark> next = new HashMap<>(marks);
    List<Reached> reached = new ArrayList<>();
    int furthest = -1;
    double nearest = -1;
    for (int i = 0; i < beats.size(); i++) {
      nearest = Math.max(nearest, nearness.get(i));
      if (nearness.get(i) >= COVERED) {
        mark(next, reached, beats.get(i), BeatMark.COVERED);
        furthest = i;
      }
    }
    for (int i = 0; i < furthest; i++) {
      if (!next.containsKey(beats.get(i).id())) {
        mark(next, reached, beats.get(i), BeatMark.SKIPPED);
      }
    }
    boolean strayed =
        furthest < 0
            && nearest < OFF_TRACK
            && turn.text().strip().split("\\s+").length >= OFF_TRACK_WORDS;
    Optional<ScriptBeat> due =
        beats.stream().filter(beat -> next.get(beat.id()) == null).findFirst();
    if (strayed && due.isPresent()) {
      reached.add(new Reached(due.get().id(), BeatMark.OFF_TRACK));
    }
    return heard(turn, next, reached, due, strayed);
  }

  private Heard heard(
      FinishedTurn turn,
      Map<String, BeatMark> next,
      List<Reached> reached,
      Optional<ScriptBeat> due,
      boolean strayed) {
    boolean rested = hintedAtMs.map(last -> turn.endMs() - last >= HINT_PAUSE_MS).orElse(true);
    Optional<String> hint =
        rested
            ? due.map(beat -> words((strayed ? "Back to: " : "Next: ") + beat.intent()))
            : Optional.empty();
    Optional<Long> hinted = hint.isPresent() ? Optional.of(turn.endMs()) : hintedAtMs;
    return new Heard(new ScriptProgress(beats, next, hinted), List.copyOf(reached), hint);
  }

  /** A step once covered stays covered; one that was passed by can still be made good. */
  private static void mark(
      Map<String, BeatMark> marks, List<Reached> reached, ScriptBeat beat, BeatMark mark) {
    if (marks.get(beat.id()) != BeatMark.COVERED && marks.get(beat.id()) != mark) {
      marks.put(beat.id(), mark);
      reached.add(new Reached(beat.id(), mark));
    }
  }

  private static String words(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .limit(HINT_WORDS)
        .collect(Collectors.joining(" "));
  }
}
