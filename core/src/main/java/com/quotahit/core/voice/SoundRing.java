package com.quotahit.core.voice;

/**
 * The last part of a sound that arrives piece by piece, addressed by its position in bytes from the
 * very beginning. It lives in one array that is written over again and again: a call that goes on
 * leaves nothing for the collector to copy. The array doubles when more must be kept, and shrinks
 * when an emptied ring starts again. For use by one thread.
 */
public final class SoundRing {

  private static final int BYTES_FIRST = 16 * 1024;

  /** A ring this large or smaller is not worth giving back. */
  private static final int BYTES_KEPT = 256 * 1024;

  private byte[] ring = new byte[0];
  private long start;
  private long end;

  /** Position of the oldest byte that is still here. */
  public long start() {
    return start;
  }

  /** Position behind the newest byte: all that was ever added. */
  public long end() {
    return end;
  }

  public int kept() {
    return (int) (end - start);
  }

  public void add(byte[] pcm) {
    add(pcm, 0, pcm.length);
  }

  public void add(byte[] pcm, int offset, int length) {
    makeRoom(length);
    put(end, pcm, offset, length);
    end += length;
  }

  /** Copies what was added from {@code position} on; all of it must still be here. */
  public void copy(long position, byte[] into, int offset, int length) {
    if (position < start || position + length > end) {
      throw new IndexOutOfBoundsException(
          "%d+%d is not in %d..%d".formatted(position, length, start, end));
    }
    int at = place(position);
    int first = Math.min(length, ring.length - at);
    System.arraycopy(ring, at, into, offset, first);
    System.arraycopy(ring, 0, into, offset + first, length - first);
  }

  /** Forgets what lies before the position; what is not there yet cannot be forgotten. */
  public void forgetBefore(long position) {
    start = Math.clamp(position, start, end);
  }

  /** Empties the ring and counts from nothing. */
  public void restart() {
    start = 0;
    end = 0;
    if (ring.length > BYTES_KEPT) {
      ring = new byte[0];
    }
  }

  private void makeRoom(int more) {
    int needed = Math.addExact(kept(), more);
    if (needed <= ring.length) {
      return;
    }
    int size = Math.max(BYTES_FIRST, ring.length);
    while (size < needed) {
      size = Math.multiplyExact(size, 2);
    }
    byte[] kept = new byte[kept()];
    if (kept.length > 0) {
      copy(start, kept, 0, kept.length);
    }
    ring = new byte[size];
    put(start, kept, 0, kept.length);
  }

  private void put(long position, byte[] pcm, int offset, int length) {
    int at = place(position);
    int first = Math.min(length, ring.length - at);
    System.arraycopy(pcm, offset, ring, at, first);
    System.arraycopy(pcm, offset + first, ring, 0, length - first);
  }

  /** Sizes are powers of two. */
  private int place(long position) {
    return (int) (position & (ring.length - 1));
  }
}
