package com.quotahit.actors.voice.cascade;

import java.util.Arrays;

/** The last stretch of a stream of samples, addressed by position since its beginning. */
final class SoundWindow {

  private float[] samples = new float[16_000];
  private int count;
  private long from;

  void append(float[] more) {
    if (count + more.length > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(samples.length * 2, count + more.length));
    }
    System.arraycopy(more, 0, samples, count, more.length);
    count += more.length;
  }

  long end() {
    return from + count;
  }

  void forgetBefore(long position) {
    int drop = (int) Math.clamp(position - from, 0, count);
    if (drop > 0) {
      System.arraycopy(samples, drop, samples, 0, count - drop);
      count -= drop;
      from += drop;
    }
  }

  /** What lies between the two positions and is still known. */
  float[] between(long start, long end) {
    int a = (int) Math.clamp(start - from, 0, count);
    int b = (int) Math.clamp(end - from, a, count);
    return Arrays.copyOfRange(samples, a, b);
  }
}
