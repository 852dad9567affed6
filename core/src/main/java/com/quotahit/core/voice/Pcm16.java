package com.quotahit.core.voice;

/** Little-endian 16 bit samples, as they travel, and floats in [-1, 1], as models want them. */
public final class Pcm16 {

  private Pcm16() {}

  public static float[] toFloats(byte[] pcm) {
    float[] samples = new float[pcm.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((pcm[2 * i] & 0xff) | pcm[2 * i + 1] << 8) / 32768f;
    }
    return samples;
  }

  /** Values outside [-1, 1] are clipped. */
  public static byte[] toBytes(float[] samples) {
    byte[] pcm = new byte[samples.length * 2];
    for (int i = 0; i < samples.length; i++) {
      int value = Math.round(Math.clamp(samples[i], -1f, 1f) * 32767f);
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
    return pcm;
  }
}
