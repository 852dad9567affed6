package com.quotahit.bench.voice;

import io.netty.buffer.ByteBuf;

/**
 * What a frame of sound carries in its first 24 bytes, in place of samples: when it left the
 * client, when it left the model, which frame it is. 24 bytes are 32 letters of base64 exactly.
 */
final class Stamp {

  static final int BYTES = 24;
  static final int FRAME_BYTES = 960;

  private Stamp() {}

  static byte[] frame(long sequence) {
    byte[] pcm = new byte[FRAME_BYTES];
    put(pcm, 0, System.nanoTime());
    put(pcm, 16, sequence);
    return pcm;
  }

  static void put(byte[] bytes, int at, long value) {
    for (int i = 0; i < 8; i++) {
      bytes[at + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  static long get(byte[] bytes, int at) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }

  static long get(ByteBuf bytes, int at) {
    return bytes.getLong(at);
  }
}
