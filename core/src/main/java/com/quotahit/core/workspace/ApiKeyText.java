package com.quotahit.core.workspace;

import com.quotahit.core.shared.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How a partner's key is written: {@code qh_live_}, 256 bits in base 62, and a checksum by which a
 * mistyped one is refused without looking anything up. Of the bits, the last 64 are a {@link
 * SecretMark}, by which an invented one is.
 */
public final class ApiKeyText {

  public static final String BEGINNING = "qh_live_";
  public static final int BYTES = 32;

  /** No key lives longer. */
  public static final Duration LONGEST = Duration.ofDays(3_650);

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BODY = 43;
  private static final int CHECKSUM = 6;
  private static final int SHOWN = BEGINNING.length() + 4;
  private static final Pattern FORM =
      Pattern.compile(BEGINNING + "[0-9A-Za-z]{" + (BODY + CHECKSUM) + "}");
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

  private ApiKeyText() {}

  /**
   * @param random 32 bytes that nobody can guess
   */
  public static Secret of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("a key is made of " + BYTES + " bytes");
    }
    String begun = BEGINNING + base62(new BigInteger(1, random), BODY);
    return new Secret(begun + checksum(begun));
  }

  public static boolean valid(String text) {
    int begun = text.length() - CHECKSUM;
    return FORM.matcher(text).matches()
        && checksum(text.substring(0, begun)).equals(text.substring(begun));
  }

  /** What a key is made of; empty for what is none. */
  public static Optional<byte[]> bytes(String text) {
    if (!valid(text)) {
      return Optional.empty();
    }
    BigInteger number = BigInteger.ZERO;
    for (char digit : text.substring(BEGINNING.length(), text.length() - CHECKSUM).toCharArray()) {
      number = number.multiply(BASE).add(BigInteger.valueOf(ALPHABET.indexOf(digit)));
    }
    if (number.bitLength() > BYTES * Byte.SIZE) {
      return Optional.empty();
    }
    byte[] signed = number.toByteArray();
    byte[] bytes = new byte[BYTES];
    int length = Math.min(BYTES, signed.length);
    System.arraycopy(signed, signed.length - length, bytes, BYTES - length, length);
    return Optional.of(bytes);
  }

  /** What is shown of it for ever, so that people know it again. */
  public static String prefix(Secret key) {
    return key.reveal().substring(0, SHOWN);
  }

  public static String last4(Secret key) {
    return key.reveal().substring(key.reveal().length() - 4);
  }

  /** What is kept: of so much randomness a plain hash tells nothing. */
  public static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String checksum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.US_ASCII));
    return base62(BigInteger.valueOf(sum.getValue()), CHECKSUM);
  }

  private static String base62(BigInteger number, int length) {
    char[] text = new char[length];
    BigInteger left = number;
    for (int i = length - 1; i >= 0; i--) {
      BigInteger[] parts = left.divideAndRemainder(BASE);
      text[i] = ALPHABET.charAt(parts[1].intValue());
      left = parts[0];
    }
    return new String(text);
  }
}
