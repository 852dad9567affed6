package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * What a link in a letter is good for, once. Only the hash of the link's secret is kept.
 *
 * @param email the address the letter went to; worth nothing once the account has another
 */
public record OneTimeToken(
    byte[] hash,
    Purpose purpose,
    UserId user,
    EmailAddress email,
    Instant issuedAt,
    Instant expiresAt) {

  public enum Purpose {
    VERIFY_EMAIL,
    RESET_PASSWORD;

    /** Stable, as it is kept. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The secrets are long and random, so a plain hash tells nobody anything. */
  public static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Neither the hash nor the address. */
  @Override
  public String toString() {
    return "OneTimeToken[" + purpose + ", " + user + "]";
  }
}
