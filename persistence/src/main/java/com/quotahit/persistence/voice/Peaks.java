package com.quotahit.persistence.voice;

import com.quotahit.core.voice.Waveform;
import java.util.Arrays;

/** Gathers the loudest moment of each tenth of a second, side by side. */
final class Peaks {

  static final int MS_PER_PEAK = 100;
  private static final int FRAMES_PER_PEAK = StereoWave.RATE * MS_PER_PEAK / 1_000;

  private byte[] caller = new byte[600];
  private byte[] persona = new byte[600];
  private int count;

  /** Takes in interleaved stereo that begins at that frame. */
  void add(long firstFrame, byte[] stereo, int length) {
    for (int at = 0; at + 3 < length; at += 4) {
      int slot = (int) ((firstFrame + at / 4) / FRAMES_PER_PEAK);
      if (slot >= caller.length) {
        caller = Arrays.copyOf(caller, slot * 2);
        persona = Arrays.copyOf(persona, slot * 2);
      }
      count = Math.max(count, slot + 1);
      caller[slot] = (byte) Math.max(caller[slot], loudness(stereo, at));
      persona[slot] = (byte) Math.max(persona[slot], loudness(stereo, at + 2));
    }
  }

  private static int loudness(byte[] stereo, int at) {
    int sample = (short) ((stereo[at] & 0xff) | stereo[at + 1] << 8);
    return Math.min(100, Math.abs(sample) * 100 / 32_767);
  }

  byte[] bytes() {
    byte[] both = Arrays.copyOf(caller, count * 2);
    System.arraycopy(persona, 0, both, count, count);
    return both;
  }

  static Waveform read(byte[] both) {
    int count = both.length / 2;
    return new Waveform(
        MS_PER_PEAK, Arrays.copyOf(both, count), Arrays.copyOfRange(both, count, count * 2));
  }
}
