package com.quotahit.actors.providers.openai;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Finds where speech ended in sound that goes on after it. A provider that judges by meaning
 * reports how much sound it had when it made up its mind, which may be seconds later; how long the
 * caller waited counts from the last word.
 */
final class SpeechEnd {

  private static final int WINDOW_MS = 20;
  private static final int WINDOW_BYTES = WINDOW_MS * 48;

  /** Below this everything counts as silence (full scale is 32,768). */
  private static final double FLOOR = 30;

  /** Speech stands out from the sound around it by at least this much, or it cannot be told. */
  private static final double CONTRAST = 4;

  private double[] loudness = new double[128];
  private long[] endsAt = new long[128];
  private int windows;

  /**
   * @param atMs where this PCM16 at 24 kHz begins
   */
  void hear(long atMs, byte[] pcm, int length) {
    for (int from = 0; from < length; from += WINDOW_BYTES) {
      int to = Math.min(length, from + WINDOW_BYTES);
      add(rms(pcm, from, to), atMs + to / 48);
    }
  }

  /** Empty where nothing stands out. */
  OptionalLong ms() {
    if (windows < 2) {
      return OptionalLong.empty();
    }
    double[] sorted = Arrays.copyOf(loudness, windows);
    Arrays.sort(sorted);
    double quiet = Math.max(FLOOR, sorted[windows / 20]);
    double loud = sorted[windows - 1 - windows / 20];
    if (loud < quiet * CONTRAST) {
      return OptionalLong.empty();
    }
    double between = Math.sqrt(quiet * loud);
    for (int i = windows - 1; i > 0; i--) {
      // One loud window alone is a click.
      if (loudness[i] >= between && loudness[i - 1] >= between) {
        return OptionalLong.of(endsAt[i]);
      }
    }
    return OptionalLong.empty();
  }

  private void add(double rms, long endMs) {
    if (windows == loudness.length) {
      loudness = Arrays.copyOf(loudness, windows * 2);
      endsAt = Arrays.copyOf(endsAt, windows * 2);
    }
    loudness[windows] = rms;
    endsAt[windows++] = endMs;
  }

  private static double rms(byte[] pcm, int from, int to) {
    double squares = 0;
    int samples = 0;
    for (int i = from; i + 1 < to; i += 2) {
      double sample = (short) ((pcm[i] & 0xff) | pcm[i + 1] << 8);
      squares += sample * sample;
      samples++;
    }
    return samples == 0 ? 0 : Math.sqrt(squares / samples);
  }
}
