package com.quotahit.core.workspace;

import com.quotahit.core.shared.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The mark at the end of each secret that this installation gives out. Only who has the key can
 * make one, so that an invented secret is told without looking it up. It lets nobody in: that a
 * secret opens something is known by looking it up alone.
 */
public final class SecretMark {

  /** What a secret is for; the mark of one is none of another. */
  public enum Use {
    SESSION,
    API_KEY
  }

  /** Bytes that nobody can guess, and bytes of a whole secret with its mark. */
  public static final int RANDOM = 24;

  public static final int WHOLE = 32;
  public static final int KEY = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final Secret key;

  /**
   * @param key bytes in base 64
   */
  public SecretMark(Secret key) {
    if (Base64.getDecoder().decode(key.reveal()).length != KEY) {
      throw new IllegalArgumentException("the key of marks has " + KEY + " bytes");
    }
    this.key = key;
  }

  /** A whole secret. */
  public byte[] put(Use use, byte[] random) {
    if (random.length != RANDOM) {
      throw new IllegalArgumentException("a secret is made of " + RANDOM + " bytes");
    }
    byte[] whole = Arrays.copyOf(random, WHOLE);
    System.arraycopy(mark(use, random), 0, whole, RANDOM, WHOLE - RANDOM);
    return whole;
  }

  public boolean on(Use use, byte[] secret) {
    if (secret.length != WHOLE) {
      return false;
    }
    byte[] random = Arrays.copyOf(secret, RANDOM);
    byte[] mark = Arrays.copyOf(mark(use, random), WHOLE - RANDOM);
    return MessageDigest.isEqual(mark, Arrays.copyOfRange(secret, RANDOM, WHOLE));
  }

  private byte[] mark(Use use, byte[] random) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), ALGORITHM));
      mac.update(use.name().getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      return mac.doFinal(random);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has " + ALGORITHM, e);
    }
  }
}
