package com.quotahit.actors.voice;

import com.quotahit.core.voice.SoundRing;
import java.util.Arrays;

/**
 * The sound of one reply on its way to the client, cut into frames of 20 ms. Keeps what may not
 * have been heard yet, so that a reply silenced by mistake can go on; forgets the rest.
 */
final class ReplySound {

  static final int BYTES_PER_MS = 48;
  static final int FRAME_MS = 20;
  static final int FRAME_BYTES = FRAME_MS * BYTES_PER_MS;

  final String reply;
  private final SoundRing kept;
  private final byte[] frame;
  private final long bytesMax;
  private long cursor;
  private boolean whole;

  /**
   * @param kept an empty ring, this reply's from now on
   * @param frame room for one frame
   * @param maxMs of sound that has not been sent; more is refused
   */
  ReplySound(String reply, SoundRing kept, byte[] frame, int maxMs) {
    this.reply = reply;
    this.kept = kept;
    this.frame = frame;
    this.bytesMax = (long) maxMs * BYTES_PER_MS;
  }

  /** False when the reply is longer than we keep. */
  boolean add(byte[] pcm) {
    if (kept.end() - cursor + pcm.length > bytesMax) {
      return false;
    }
    kept.add(pcm);
    return true;
  }

  void whole() {
    whole = true;
  }

  boolean isWhole() {
    return whole;
  }

  int madeMs() {
    return (int) (kept.end() / BYTES_PER_MS);
  }

  int sentMs() {
    return (int) Math.min(cursor, kept.end()) / BYTES_PER_MS;
  }

  boolean allSent() {
    return whole && cursor >= kept.end();
  }

  /** True when a full frame waits, or the last one. */
  boolean hasFrame() {
    return kept.end() - cursor >= FRAME_BYTES || whole && cursor < kept.end();
  }

  /** Goes back, or on, to where playing continues. */
  void seek(int fromMs) {
    cursor = Math.max(kept.start(), (long) fromMs * BYTES_PER_MS);
  }

  /** Forgets what lies before, which the client has surely heard. */
  void forgetBefore(int ms) {
    kept.forgetBefore(Math.min((long) ms * BYTES_PER_MS, cursor));
  }

  interface Sender {
    /** The array is used again for the next frame. */
    void send(int positionMs, byte[] frame);
  }

  /** Sends the next frame; the last one is filled up with silence. */
  void sendFrame(Sender to) {
    int position = (int) (cursor / BYTES_PER_MS);
    int length = (int) Math.min(FRAME_BYTES, kept.end() - cursor);
    kept.copy(cursor, frame, 0, length);
    Arrays.fill(frame, length, FRAME_BYTES, (byte) 0);
    cursor += FRAME_BYTES;
    to.send(position, frame);
  }
}
