package com.quotahit.core.voice;

import java.util.Arrays;

/**
 * Changes the sample rate of a stream of sound: a polyphase filter under a Kaiser window.
 *
 * <p>The result does not depend on how the input is cut into pieces, and output sample n stands for
 * the same moment as input sample n·from/to: a few samples are held back until the filter can see
 * beyond them, {@link #finish} gives them out. Not for use by two threads at once.
 */
public final class Resampler {

  private static final int ZERO_CROSSINGS = 24;
  private static final double ROLL_OFF = 0.94;
  private static final double KAISER_BETA = 8.6;

  private final int up;
  private final int down;
  private final int centre;
  private final float[][] tapsByPhase;
  private final int reach;

  private float[] held;
  private int heldCount;
  private long heldFrom;
  private long taken;
  private long given;

  public Resampler(int fromRate, int toRate) {
    if (fromRate <= 0 || toRate <= 0) {
      throw new IllegalArgumentException("rates must be positive: " + fromRate + " to " + toRate);
    }
    int common = greatestCommonDivisor(fromRate, toRate);
    this.up = toRate / common;
    this.down = fromRate / common;
    int half = ZERO_CROSSINGS * Math.max(up, down);
    this.centre = half;
    this.reach = 2 * half / up + 2;
    this.tapsByPhase = taps(half);
    this.held = new float[reach * 4];
    this.heldFrom = -reach;
    this.heldCount = reach;
  }

  /** All of a finished clip at once. */
  public static float[] resample(float[] clip, int fromRate, int toRate) {
    if (fromRate == toRate) {
      return clip;
    }
    var resampler = new Resampler(fromRate, toRate);
    float[] first = resampler.accept(clip);
    float[] rest = resampler.finish();
    float[] all = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }

  /** What can be said for certain after these samples. */
  public float[] accept(float[] samples) {
    hold(samples);
    taken += samples.length;
    // Output n needs input up to floor((n·down + centre) / up).
    long last = Math.floorDiv(taken * up - 1 - centre, down);
    return give(last + 1);
  }

  /** The samples still held back, as if silence followed; the stream is then over. */
  public float[] finish() {
    hold(new float[reach]);
    return give(Math.ceilDiv(taken * up, down));
  }

  private float[] give(long until) {
    if (until <= given) {
      return new float[0];
    }
    float[] out = new float[(int) (until - given)];
    for (int i = 0; i < out.length; i++) {
      long position = (given + i) * down + centre;
      float[] taps = tapsByPhase[(int) (position % up)];
      int newest = (int) (position / up - heldFrom);
      double sum = 0;
      for (int j = 0; j < taps.length; j++) {
        int at = newest - j;
        if (at >= 0 && at < heldCount) {
          sum += taps[j] * held[at];
        }
      }
      out[i] = (float) sum;
    }
    given = until;
    forget();
    return out;
  }

  private void hold(float[] samples) {
    if (heldCount + samples.length > held.length) {
      held = Arrays.copyOf(held, Math.max(held.length * 2, heldCount + samples.length));
    }
    System.arraycopy(samples, 0, held, heldCount, samples.length);
    heldCount += samples.length;
  }

  private void forget() {
    long needed = (given * down + centre) / up - reach;
    int drop = (int) Math.min(heldCount, needed - heldFrom);
    if (drop > 0) {
      System.arraycopy(held, drop, held, 0, heldCount - drop);
      heldCount -= drop;
      heldFrom += drop;
    }
  }

  private float[][] taps(int half) {
    double cutOff = ROLL_OFF * 0.5 / Math.max(up, down);
    int length = 2 * half + 1;
    float[][] phases = new float[up][];
    for (int phase = 0; phase < up; phase++) {
      float[] taps = new float[(length - phase + up - 1) / up];
      for (int j = 0; j < taps.length; j++) {
        taps[j] = (float) (up * tap(phase + j * up - half, half, cutOff));
      }
      phases[phase] = taps;
    }
    return phases;
  }

  private static double tap(int offset, int half, double cutOff) {
    double angle = 2 * Math.PI * cutOff * offset;
    double sinc = offset == 0 ? 2 * cutOff : Math.sin(angle) / (Math.PI * offset);
    double ratio = (double) offset / half;
    return sinc
        * bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - ratio * ratio)))
        / bessel(KAISER_BETA);
  }

  /** Modified Bessel function of the first kind, order 0, by its series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 40; k++) {
      term *= x / 2 / k * (x / 2 / k);
      sum += term;
    }
    return sum;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
