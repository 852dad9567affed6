package com.quotahit.core.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of the clock as RFC 6238 has them: HMAC-SHA-1, six digits, thirty seconds, which is what
 * every code app speaks. A clock may be one step off in either direction.
 */
public final class Totp {

  public static final int SECRET_BYTES = 20;
  public static final int DIGITS = 6;
  private static final long STEP_SECONDS = 30;
  private static final int STEPS_OFF = 1;

  private Totp() {}

  /** The step of the clock for which a code is right. */
  public static OptionalLong step(byte[] secret, String code, Instant now) {
    if (!looksLikeOne(code)) {
      return OptionalLong.empty();
    }
    long current = stepAt(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
      // All are compared, so that the time taken says nothing.
      if (MessageDigest.isEqual(ascii(code(secret, step, DIGITS)), ascii(code))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  public static long stepAt(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
  }

  public static String code(byte[] secret, long step, int digits) {
    byte[] mac = hmac(secret, ByteBuffer.allocate(8).putLong(step).array());
    int offset = mac[mac.length - 1] & 0x0f;
    int binary = ByteBuffer.wrap(mac, offset, 4).getInt() & 0x7fff_ffff;
    int modulus = 1;
    for (int i = 0; i < digits; i++) {
      modulus *= 10;
    }
    String text = Integer.toString(binary % modulus);
    return "0".repeat(digits - text.length()) + text;
  }

  /** Whether a text can only be a code of the clock, not a recovery code. */
  public static boolean looksLikeOne(String text) {
    return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HmacSHA1", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
