package com.quotahit.core.voice;

/** Who may speak. */
public sealed interface Floor {

  /** The engine is not ready yet. */
  record Connecting() implements Floor {}

  /** No reply is due: the caller speaks, or nobody does. */
  record Free() implements Floor {}

  /** A reply is due, being made or being played. */
  record Replying(Reply reply, Overlap overlap) implements Floor {

    Replying with(Reply next) {
      return new Replying(next, overlap);
    }

    Replying with(Overlap next) {
      return new Replying(reply, next);
    }
  }

  record Over(EndReason reason) implements Floor {}

  /** Why the persona speaks. */
  enum Purpose {
    OPENING,
    ANSWER,
    CHECK_IN,
    CUT_IN,
    CLOSING
  }

  /**
   * One reply.
   *
   * @param id the engine's name for it; empty until it has begun
   * @param madeMs sound made so far
   * @param whole true when the engine is through with it
   * @param startedAtMs when its first sound went out; -1 before
   */
  record Reply(
      String id,
      Purpose purpose,
      String text,
      int madeMs,
      boolean whole,
      long startedAtMs,
      Playback playback) {

    static Reply due(Purpose purpose) {
      return new Reply("", purpose, "", 0, false, -1, Playback.NONE);
    }

    boolean begun() {
      return !id.isEmpty();
    }

    boolean audible() {
      return playback.begun() || playback.pieces() > 1;
    }

    String piece() {
      return playback.piece(id);
    }

    Reply begun(String name) {
      return new Reply(name, purpose, text, madeMs, whole, startedAtMs, playback);
    }

    Reply saying(String delta) {
      return new Reply(id, purpose, text + delta, madeMs, whole, startedAtMs, playback);
    }

    Reply made(String all, int ms) {
      return new Reply(id, purpose, all.isBlank() ? text : all, ms, true, startedAtMs, playback);
    }

    Reply sent(long now, int sentMs, int made, int startLagMs) {
      return new Reply(
          id,
          purpose,
          text,
          Math.max(made, madeMs),
          whole,
          startedAtMs < 0 ? now + startLagMs : startedAtMs,
          playback.sent(now, sentMs, startLagMs));
    }

    Reply playing(Playback next) {
      return new Reply(id, purpose, text, madeMs, whole, startedAtMs, next);
    }
  }

  /** The caller makes a sound while a reply is due or plays. */
  sealed interface Overlap {

    record None() implements Overlap {}

    /** Too short yet to mean anything. */
    record Onset(long sinceMs) implements Overlap {}

    /** So far the caller only listens aloud. */
    record Tolerated(long sinceMs) implements Overlap {}

    /** The persona was silenced; the reply is kept until we know what this is. */
    record Held(long sinceMs, int heardMs) implements Overlap {}

    /**
     * The caller is silent again and the words are not known yet.
     *
     * @param turn the turn that is over; empty while the engine has not said so
     */
    record Settling(int heardMs, String turn) implements Overlap {}
  }
}
