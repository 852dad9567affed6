package com.quotahit.core.shared;

/** Base 32 in Crockford's alphabet, lower case: sorts as the number does, no look-alike letters. */
final class Crockford {

  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private Crockford() {}

  /** 128 bits as 26 characters, most significant first. */
  static String encode(long high, long low) {
    char[] text = new char[26];
    for (int i = 25; i >= 0; i--) {
      text[i] = ALPHABET[(int) (low & 31)];
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return new String(text);
  }
}
