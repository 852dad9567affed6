package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A code for the day the phone is gone: 80 random bits, shown once, in groups of four. What is kept
 * is a hash bound to its owner. Prints nothing of itself.
 */
public record RecoveryCode(String value) {

  /** How many somebody has at a time. */
  public static final int COUNT = 10;

  /** Without letters that look like digits, in lower case: easy to write down and to read out. */
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int LENGTH = 16;
  private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{" + LENGTH + "}");

  public RecoveryCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a recovery code");
    }
  }

  /**
   * @param random must be unguessable
   */
  public static RecoveryCode next(RandomGenerator random) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new RecoveryCode(value.toString());
  }

  /** As somebody typed it, with or without groups, in any case. */
  public static Optional<RecoveryCode> parse(String text) {
    String plain = text.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    return FORM.matcher(plain).matches() ? Optional.of(new RecoveryCode(plain)) : Optional.empty();
  }

  /** As it is shown. */
  public String grouped() {
    return value.replaceAll("(.{4})(?!$)", "$1-");
  }

  public byte[] hash(UserId owner) {
    return OneTimeToken.hash("recovery " + owner + " " + value);
  }

  @Override
  public String toString() {
    return "RecoveryCode[redacted]";
  }
}
