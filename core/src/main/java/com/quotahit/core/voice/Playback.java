package com.quotahit.core.voice;

/**
 * What the caller has heard of a reply: the last that is known, carried on at the speed of sound
 * and never beyond what was sent. All positions count from the start of the reply.
 *
 * @param pieces how often this reply was announced
 * @param fromMs where the piece that plays now began
 * @param baseMs heard for certain at {@code baseAtMs}
 */
record Playback(int pieces, int fromMs, int sentMs, boolean allSent, int baseMs, long baseAtMs) {

  static final Playback NONE = new Playback(0, 0, 0, false, 0, 0);

  boolean begun() {
    return sentMs > fromMs;
  }

  String piece(String reply) {
    return pieces <= 1 ? reply : reply + "." + pieces;
  }

  Playback announced(int from) {
    return new Playback(pieces + 1, from, from, false, from, 0);
  }

  Playback sent(long now, int ms, int startLagMs) {
    if (!begun()) {
      return new Playback(pieces, fromMs, ms, false, fromMs, now + startLagMs);
    }
    int heard = heardMs(now);
    // A client that ran dry stood still; it did not play what has only now been sent.
    return heard >= sentMs
        ? new Playback(pieces, fromMs, ms, false, heard, now)
        : new Playback(pieces, fromMs, ms, false, baseMs, baseAtMs);
  }

  Playback all() {
    return new Playback(pieces, fromMs, sentMs, true, baseMs, baseAtMs);
  }

  Playback reported(long now, int msInPiece) {
    int heard = Math.clamp((long) fromMs + msInPiece, fromMs, sentMs);
    return new Playback(pieces, fromMs, sentMs, allSent, heard, now);
  }

  int heardMs(long now) {
    return Math.clamp(baseMs + Math.max(0, now - baseAtMs), fromMs, Math.max(fromMs, sentMs));
  }

  int leftMs(long now) {
    return (int) Math.max(0, sentMs - baseMs - (now - baseAtMs));
  }
}
