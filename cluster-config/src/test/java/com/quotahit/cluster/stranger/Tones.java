package com.quotahit.cluster.stranger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Sounds that can be told apart for certain: numbered tones whose frequencies are whole multiples
 * of a 20 ms frame's, so that one is not heard in another.
 */
final class Tones {

  static final int COUNT = 40;
  private static final double AUDIBLE = 0.02;
  private static final double LOUD = 0.3;

  private Tones() {}

  private static double frequency(int tone) {
    return 500.0 + 100.0 * tone;
  }

  /** PCM16 little-endian mono 24 kHz. */
  static byte[] play(int tone, int ms) {
    ByteBuffer pcm = ByteBuffer.allocate(ms * 48).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < ms * 24; i++) {
      double sample = LOUD * Math.sin(2 * Math.PI * frequency(tone) * i / 24_000);
      pcm.putShort((short) (sample * Short.MAX_VALUE));
    }
    return pcm.array();
  }

  /** The tone of every frame that is not silent, in order. */
  static List<Integer> in(byte[] pcm24k) {
    float[] samples = new float[pcm24k.length / 2];
    ByteBuffer in = ByteBuffer.wrap(pcm24k).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = in.getShort() / 32768f;
    }
    return in(samples, 24_000);
  }

  static List<Integer> in(float[] samples, int rate) {
    int frame = rate / 50;
    List<Integer> heard = new ArrayList<>();
    for (int from = 0; from + frame <= samples.length; from += frame) {
      if (audible(samples, from, frame)) {
        heard.add(strongest(samples, from, frame, rate));
      }
    }
    return heard;
  }

  static boolean audible(float[] samples, int from, int length) {
    double energy = 0;
    for (int i = from; i < from + length; i++) {
      energy += samples[i] * samples[i];
    }
    return Math.sqrt(energy / length) > AUDIBLE;
  }

  private static int strongest(float[] samples, int from, int length, int rate) {
    int best = -1;
    double most = 0;
    for (int tone = 0; tone < COUNT; tone++) {
      double power = power(samples, from, length, frequency(tone) / rate);
      if (power > most) {
        most = power;
        best = tone;
      }
    }
    return best;
  }

  /** Goertzel's filter. */
  private static double power(float[] samples, int from, int length, double turns) {
    double twice = 2 * Math.cos(2 * Math.PI * turns);
    double last = 0;
    double before = 0;
    for (int i = from; i < from + length; i++) {
      double next = samples[i] + twice * last - before;
      before = last;
      last = next;
    }
    return last * last + before * before - twice * last * before;
  }
}
