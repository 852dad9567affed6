package com.quotahit.core.voice;

/** G.711 µ-law, the sound of the telephone: 8 bits for what 14 would hold. */
public final class MuLaw {

  private static final int BIAS = 0x84;
  private static final int LOUDEST = 32_635;
  private static final short[] DECODED = new short[256];

  static {
    for (int code = 0; code < 256; code++) {
      int bits = ~code & 0xff;
      int magnitude = (((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4);
      DECODED[code] = (short) ((bits & 0x80) != 0 ? BIAS - magnitude : magnitude - BIAS);
    }
  }

  private MuLaw() {}

  public static short decode(byte code) {
    return DECODED[code & 0xff];
  }

  public static byte encode(short sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs((int) sample), LOUDEST) + BIAS;
    int exponent = 7;
    for (int mask = 0x4000; (magnitude & mask) == 0 && exponent > 0; mask >>= 1) {
      exponent--;
    }
    int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
    return (byte) ~(sign | exponent << 4 | mantissa);
  }
}
