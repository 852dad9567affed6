package com.quotahit.actors.providers.openai;

import com.quotahit.core.voice.SoundRing;

/**
 * The last seconds of the caller's sound. A session that was not there when it was spoken is given
 * it again, and one whose socket takes nothing for a moment is given it as soon as it does; the
 * oldest is dropped.
 */
final class CallerSound {

  private static final int BYTES_PER_MS = 48;
  private static final int PIECE_BYTES = 100 * BYTES_PER_MS;

  interface Listener {
    /**
     * @param at where the piece lies in the call, in bytes
     */
    void hear(byte[] pcm, long at);
  }

  /** Somebody who may be unable to take more now. */
  interface Taker {
    /**
     * @param at where the piece lies in the call, in bytes
     */
    boolean take(byte[] pcm, long at);
  }

  private static final byte[] NOTHING = {};

  private final SoundRing ring = new SoundRing();
  private final long bytesMost;
  private byte[] newest = NOTHING;
  private long due;

  CallerSound(long bytesMost) {
    this.bytesMost = bytesMost;
  }

  void hear(byte[] pcm) {
    ring.add(pcm);
    ring.forgetBefore(ring.end() - bytesMost);
    newest = pcm;
  }

  /** Forgets all but the last so many bytes, and what is still to be given. */
  void keepLast(long bytes) {
    ring.forgetBefore(Math.min(ring.end() - bytes, due));
  }

  /** A session is to be given all that was heard from a moment on. */
  void giveFrom(long atBytes) {
    due = atBytes;
  }

  /** How far the sound was given, in bytes. */
  long given() {
    return Math.clamp(due, ring.start(), ring.end());
  }

  /** Whether there is something that was not given yet. */
  boolean due() {
    return due < ring.end();
  }

  /**
   * Gives what is due, oldest first, for as long as it is taken; the rest stays due.
   *
   * @return bytes that were due and had to be forgotten since the last time
   */
  long give(Taker taker) {
    long lost = Math.max(0, ring.start() - due);
    due += lost;
    boolean taken = true;
    while (taken && due < ring.end()) {
      byte[] piece = nextDue();
      taken = taker.take(piece, due);
      due += taken ? piece.length : 0;
    }
    // It was lent: what is tried again comes from the ring.
    newest = NOTHING;
    return lost;
  }

  private byte[] nextDue() {
    if (ring.end() - due == newest.length) {
      return newest;
    }
    byte[] piece = new byte[(int) Math.min(PIECE_BYTES, ring.end() - due)];
    ring.copy(due, piece, 0, piece.length);
    return piece;
  }

  long kept() {
    return ring.kept();
  }

  long positionMs() {
    return ring.end() / BYTES_PER_MS;
  }

  long bytes() {
    return ring.end();
  }

  /**
   * Where the speech that was heard up to a moment ended; the moment itself where the sound does
   * not tell.
   *
   * @param fromMs nothing before this counts
   */
  long speechEndMs(long fromMs, long toMs) {
    SpeechEnd end = new SpeechEnd();
    since(
        fromMs * BYTES_PER_MS,
        (pcm, at) -> {
          int length = (int) Math.clamp(toMs * BYTES_PER_MS - at, 0, pcm.length);
          end.hear(at / BYTES_PER_MS, pcm, length);
        });
    return end.ms().orElse(toMs);
  }

  /** What is still kept from a moment on, oldest first. */
  void since(long atBytes, Listener listener) {
    for (long at = Math.max(atBytes, ring.start()); at < ring.end(); at += PIECE_BYTES) {
      byte[] piece = new byte[(int) Math.min(PIECE_BYTES, ring.end() - at)];
      ring.copy(at, piece, 0, piece.length);
      listener.hear(piece, at);
    }
  }
}
