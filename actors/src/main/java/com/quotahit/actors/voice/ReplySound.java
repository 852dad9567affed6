package com.quotahit.actors.voice;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The sound of one reply on its way to the client, cut into frames of 20 ms. Keeps what may not
 * have been heard yet, so that a reply silenced by mistake can go on; forgets the rest.
 */
final class ReplySound {

  static final int BYTES_PER_MS = 48;
  static final int FRAME_MS = 20;
  static final int FRAME_BYTES = FRAME_MS * BYTES_PER_MS;

  final String reply;
  private final ArrayDeque<byte[]> kept = new ArrayDeque<>();
  private final byte[] scratch = new byte[FRAME_BYTES];
  private final long bytesMax;
  private long keptFrom;
  private long made;
  private long cursor;
  private boolean whole;

  /**
   * @param maxMs of sound that has not been sent; more is refused
   */
  ReplySound(String reply, int maxMs) {
    this.reply = reply;
    this.bytesMax = (long) maxMs * BYTES_PER_MS;
  }

  /** Takes over the array. False when the reply is longer than we keep. */
  boolean add(byte[] pcm) {
    if (made - cursor + pcm.length > bytesMax) {
      return false;
    }
    kept.add(pcm);
    made += pcm.length;
    return true;
  }

  void whole() {
    whole = true;
  }

  boolean isWhole() {
    return whole;
  }

  int madeMs() {
    return (int) (made / BYTES_PER_MS);
  }

  int sentMs() {
    return (int) Math.min(cursor, made) / BYTES_PER_MS;
  }

  boolean allSent() {
    return whole && cursor >= made;
  }

  /** True when a full frame waits, or the last one. */
  boolean hasFrame() {
    return made - cursor >= FRAME_BYTES || whole && cursor < made;
  }

  /** Goes back, or on, to where playing continues. */
  void seek(int fromMs) {
    cursor = Math.max(keptFrom, (long) fromMs * BYTES_PER_MS);
  }

  /** Forgets what lies before, which the client has surely heard. */
  void forgetBefore(int ms) {
    long until = (long) ms * BYTES_PER_MS;
    while (!kept.isEmpty() && keptFrom + kept.peek().length <= Math.min(until, cursor)) {
      keptFrom += kept.poll().length;
    }
  }

  interface Sender {
    void send(int positionMs, byte[] pcm, int offset, int length);
  }

  /** Sends the next frame; the last one is filled up with silence. */
  void sendFrame(Sender to) {
    int position = (int) (cursor / BYTES_PER_MS);
    long at = keptFrom;
    Iterator<byte[]> chunks = kept.iterator();
    byte[] chunk = chunks.next();
    while (at + chunk.length <= cursor) {
      at += chunk.length;
      chunk = chunks.next();
    }
    int offset = (int) (cursor - at);
    if (chunk.length - offset >= FRAME_BYTES) {
      cursor += FRAME_BYTES;
      to.send(position, chunk, offset, FRAME_BYTES);
      return;
    }
    int filled = 0;
    while (filled < FRAME_BYTES) {
      int part = Math.min(FRAME_BYTES - filled, chunk.length - offset);
      System.arraycopy(chunk, offset, scratch, filled, part);
      filled += part;
      offset = 0;
      if (filled < FRAME_BYTES) {
        if (!chunks.hasNext()) {
          java.util.Arrays.fill(scratch, filled, FRAME_BYTES, (byte) 0);
          break;
        }
        chunk = chunks.next();
      }
    }
    cursor += FRAME_BYTES;
    to.send(position, scratch, 0, FRAME_BYTES);
  }
}
