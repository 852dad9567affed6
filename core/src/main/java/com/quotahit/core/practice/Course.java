package com.quotahit.core.practice;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a conversation has come.
 *
 * @param endsBy the session ends here even when nobody is left to end it
 * @param turns all turns ever taken, also those that {@code memory} has let go
 * @param learnerSpeechMs how long the learner has spoken, or would have for typed words
 * @param positionMs the end of what was said last; a resumed call counts on from here
 * @param beats script beats that something became of
 * @param lastHintAtMs position of the newest hint
 */
public record Course(
    Instant startedAt,
    Instant endsBy,
    Memory memory,
    int turns,
    int learnerTurns,
    long learnerSpeechMs,
    long positionMs,
    Map<String, BeatMark> beats,
    Optional<Long> lastHintAtMs) {

  /** More turns than an hour of talk can have; a guard against a client that never stops. */
  public static final int TURNS_MAX = 2_000;

  /** What became of a beat of the learner's script. */
  public enum BeatMark {
    /** Strayed from for a while, and open again. */
    OPEN,
    COVERED,
    SKIPPED,
    OFF_TRACK;

    /** As the contract spells it. */
    public String wire() {
      return WireNames.of(this);
    }
  }

  public Course {
    beats = Map.copyOf(beats);
  }

  static Course begun(Instant startedAt, Instant endsBy) {
    return new Course(startedAt, endsBy, Memory.EMPTY, 0, 0, 0, 0, Map.of(), Optional.empty());
  }

  Course after(FinishedTurn turn) {
    boolean learner = turn.speaker() == Turn.Speaker.USER;
    return new Course(
        startedAt,
        endsBy,
        memory.with(turn),
        turns + 1,
        learnerTurns + (learner ? 1 : 0),
        learnerSpeechMs + (learner ? turn.durationMs() : 0),
        Math.max(positionMs, turn.endMs()),
        beats,
        lastHintAtMs);
  }

  Course reached(String beat, BeatMark mark) {
    Map<String, BeatMark> reached = new TreeMap<>(beats);
    reached.put(beat, mark);
    return new Course(
        startedAt,
        endsBy,
        memory,
        turns,
        learnerTurns,
        learnerSpeechMs,
        positionMs,
        reached,
        lastHintAtMs);
  }

  Course hinted(long atMs) {
    return new Course(
        startedAt,
        endsBy,
        memory,
        turns,
        learnerTurns,
        learnerSpeechMs,
        positionMs,
        beats,
        Optional.of(atMs));
  }
}
