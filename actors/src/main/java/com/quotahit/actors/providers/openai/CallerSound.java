package com.quotahit.actors.providers.openai;

import com.quotahit.core.voice.SoundRing;

/**
 * The last seconds of the caller's sound. A session that was not there when it was spoken is given
 * it again; the oldest is dropped.
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

  private final SoundRing ring = new SoundRing();
  private final long bytesMost;

  CallerSound(long bytesMost) {
    this.bytesMost = bytesMost;
  }

  /** Answers where the sound lies in the call, in bytes. */
  long hear(byte[] pcm) {
    long at = ring.end();
    ring.add(pcm);
    keepLast(bytesMost);
    return at;
  }

  /** Forgets all but the last so many bytes. */
  void keepLast(long bytes) {
    ring.forgetBefore(ring.end() - bytes);
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
