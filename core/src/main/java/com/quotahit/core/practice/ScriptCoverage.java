package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a script has been spoken, judged by meaning: the caller supplies how near each turn is to
 * each beat. Immutable; every turn gives the next coverage.
 *
 * @param lastHintMs when a hint was last shown, negative for never
 */
public record ScriptCoverage(List<Scenario.Beat> beats, List<BeatState> states, long lastHintMs) {

  public enum BeatState {
    OPEN,
    COVERED,
    /** A later beat was spoken first. */
    SKIPPED,
    /** The beat that is due while the learner talks of something else. */
    OFF_TRACK;

    public String wire() {
      return WireNames.of(this);
    }
  }

  /**
   * What one turn changed: the new coverage, and a hint of at most 15 words if it is time for one.
   */
  public record Step(ScriptCoverage coverage, Optional<String> hint) {}

  private static final double COVERED = 0.58;
  private static final double RELATED = 0.38;
  private static final int AHEAD_MAX = 3;
  private static final long HINT_GAP_MS = 10_000;
  private static final int HINT_WORDS_MAX = 15;

  public ScriptCoverage {
    beats = List.copyOf(beats);
    states = List.copyOf(states);
    if (beats.size() != states.size()) {
      throw new IllegalArgumentException("every beat has one state");
    }
  }

  public static ScriptCoverage of(List<Scenario.Beat> beats) {
    return new ScriptCoverage(
        beats, beats.stream().map(_ -> BeatState.OPEN).toList(), -HINT_GAP_MS);
  }

  /**
   * A finished turn of the learner.
   *
   * @param nearness of the turn's nearest sentence to each beat, in the order of the beats
   * @param atMs end of the turn, from the start of the call
   */
  public Step heard(List<Double> nearness, long atMs) {
    if (nearness.size() != beats.size()) {
      throw new IllegalArgumentException("a nearness for every beat, not " + nearness.size());
    }
    List<BeatState> next = new ArrayList<>(states);
    int due = due();
    int furthest = -1;
    for (int i = 0; i < beats.size(); i++) {
      boolean reachable = due < 0 || i <= due + AHEAD_MAX;
      if (nearness.get(i) >= COVERED && reachable) {
        next.set(i, BeatState.COVERED);
        furthest = i;
      }
    }
    for (int i = 0; i < furthest; i++) {
      if (next.get(i) == BeatState.OPEN || next.get(i) == BeatState.OFF_TRACK) {
        next.set(i, BeatState.SKIPPED);
      }
    }
    boolean offTrack =
        due >= 0 && furthest < 0 && nearness.stream().noneMatch(near -> near >= RELATED);
    if (due >= 0 && next.get(due) != BeatState.COVERED && next.get(due) != BeatState.SKIPPED) {
      next.set(due, offTrack ? BeatState.OFF_TRACK : BeatState.OPEN);
    }
    ScriptCoverage coverage = new ScriptCoverage(beats, next, lastHintMs);
    return coverage.hinted(
        offTrack, furthest > due && due >= 0 ? Optional.of(due) : Optional.empty(), atMs);
  }

  /** The first beat still to be spoken, or -1. */
  public int due() {
    int afterLastCovered = states.lastIndexOf(BeatState.COVERED) + 1;
    for (int i = afterLastCovered; i < states.size(); i++) {
      if (states.get(i) == BeatState.OPEN || states.get(i) == BeatState.OFF_TRACK) {
        return i;
      }
    }
    return -1;
  }

  private Step hinted(boolean offTrack, Optional<Integer> passed, long atMs) {
    int due = due();
    boolean allowed = atMs - lastHintMs >= HINT_GAP_MS;
    boolean skipped = passed.filter(beat -> states.get(beat) == BeatState.SKIPPED).isPresent();
    if (!allowed || !offTrack && !skipped || due < 0 && !skipped) {
      return new Step(this, Optional.empty());
    }
    String hint =
        skipped
            ? shortened(
                "You skipped: "
                    + beats.get(passed.get()).intent()
                    + ". "
                    + beats.get(passed.get()).text())
            : shortened("Next: " + beats.get(due).intent() + ". " + beats.get(due).text());
    return new Step(new ScriptCoverage(beats, states, atMs), Optional.of(hint));
  }

  private static String shortened(String hint) {
    String[] words = hint.strip().split("\\s+");
    return words.length <= HINT_WORDS_MAX
        ? hint.strip()
        : Arrays.stream(words)
                .limit(HINT_WORDS_MAX)
                .collect(Collectors.joining(" "))
                .replaceAll("[,.;:]$", "")
            + "…";
  }
}
