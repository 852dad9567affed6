package com.quotahit.core.workspace;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The codewords of a QR code: the text's bytes with the Reed–Solomon words that let a camera miss
 * some of them, in the order in which they are drawn. Level M, which bears 15 % of loss.
 */
final class QrCodewords {

  static final int VERSION_MAX = 10;

  private static final int[] TOTAL = {26, 44, 70, 100, 134, 172, 196, 242, 292, 346};
  private static final int[] CHECK_PER_BLOCK = {10, 16, 26, 18, 24, 16, 18, 22, 22, 26};
  private static final int[] BLOCKS = {1, 1, 1, 2, 2, 4, 4, 4, 5, 5};

  private static final int BYTE_MODE = 4;
  private static final int[] EXP = new int[512];
  private static final int[] LOG = new int[256];

  static {
    int value = 1;
    for (int i = 0; i < 255; i++) {
      EXP[i] = value;
      EXP[i + 255] = value;
      LOG[value] = i;
      value = value << 1 ^ (value > 127 ? 0x11d : 0);
    }
  }

  private QrCodewords() {}

  /** The smallest version that holds so many bytes. */
  static int version(int bytes) {
    for (int version = 1; version <= VERSION_MAX; version++) {
      if (headerBits(version) + 8 * bytes <= 8 * dataWords(version)) {
        return version;
      }
    }
    throw new IllegalArgumentException("too long for a QR code: " + bytes + " bytes");
  }

  static byte[] of(byte[] text, int version) {
    return interleaved(data(text, version), version);
  }

  private static int dataWords(int version) {
    int index = version - 1;
    return TOTAL[index] - CHECK_PER_BLOCK[index] * BLOCKS[index];
  }

  private static int headerBits(int version) {
    return 4 + lengthBits(version);
  }

  private static int lengthBits(int version) {
    return version < 10 ? 8 : 16;
  }

  /** Mode, length, bytes, an end of four zeros, then padding that alternates. */
  private static byte[] data(byte[] text, int version) {
    int words = dataWords(version);
    boolean[] bits = new boolean[8 * words];
    int at = put(bits, 0, BYTE_MODE, 4);
    at = put(bits, at, text.length, lengthBits(version));
    for (byte each : text) {
      at = put(bits, at, each & 0xff, 8);
    }
    at = Math.min(bits.length, at + 4);
    at = (at + 7) / 8 * 8;
    for (int pad = 0xec; at < bits.length; pad ^= 0xec ^ 0x11) {
      at = put(bits, at, pad, 8);
    }
    byte[] data = new byte[words];
    for (int i = 0; i < bits.length; i++) {
      data[i / 8] |= (byte) (bits[i] ? 0x80 >> i % 8 : 0);
    }
    return data;
  }

  private static int put(boolean[] bits, int at, int value, int length) {
    for (int i = 0; i < length; i++) {
      bits[at + i] = (value >> length - 1 - i & 1) == 1;
    }
    return at + length;
  }

  /** Blocks are drawn word by word in turn, so that a stain hurts each of them a little. */
  private static byte[] interleaved(byte[] data, int version) {
    int blocks = BLOCKS[version - 1];
    int check = CHECK_PER_BLOCK[version - 1];
    int shorter = data.length / blocks;
    int longerBlocks = data.length % blocks;
    List<byte[]> parts = new ArrayList<>();
    List<byte[]> checks = new ArrayList<>();
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      int length = shorter + (block >= blocks - longerBlocks ? 1 : 0);
      byte[] part = java.util.Arrays.copyOfRange(data, at, at + length);
      at += length;
      parts.add(part);
      checks.add(remainder(part, check));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i <= shorter; i++) {
      for (byte[] part : parts) {
        if (i < part.length) {
          out.write(part[i]);
        }
      }
    }
    for (int i = 0; i < check; i++) {
      for (byte[] words : checks) {
        out.write(words[i]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] remainder(byte[] data, int degree) {
    int[] divisor = generator(degree);
    int[] rest = new int[degree];
    for (byte each : data) {
      int factor = each & 0xff ^ rest[0];
      System.arraycopy(rest, 1, rest, 0, degree - 1);
      rest[degree - 1] = 0;
      for (int i = 0; i < degree; i++) {
        rest[i] ^= times(divisor[i], factor);
      }
    }
    byte[] words = new byte[degree];
    for (int i = 0; i < degree; i++) {
      words[i] = (byte) rest[i];
    }
    return words;
  }

  /** The product of (x − 2^i), highest power first and without its leading 1. */
  private static int[] generator(int degree) {
    int[] product = new int[degree];
    product[degree - 1] = 1;
    for (int power = 0; power < degree; power++) {
      for (int i = 0; i < degree; i++) {
        product[i] = times(product[i], EXP[power]) ^ (i + 1 < degree ? product[i + 1] : 0);
      }
    }
    return product;
  }

  private static int times(int a, int b) {
    return a == 0 || b == 0 ? 0 : EXP[LOG[a] + LOG[b]];
  }
}
