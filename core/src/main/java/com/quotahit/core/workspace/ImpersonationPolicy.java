package com.quotahit.core.workspace;

import java.time.Duration;

/** How an admin may act in somebody's name: with a reason that says something, and not for long. */
public final class ImpersonationPolicy {

  public static final int REASON_MIN = 10;
  public static final int REASON_MAX = 500;
  public static final Duration USUAL = Duration.ofMinutes(30);
  public static final Duration LONGEST = Duration.ofMinutes(60);

  /** How long an owner's consent may be made use of. */
  public static final Duration CONSENT_KEPT = Duration.ofHours(24);

  private ImpersonationPolicy() {}

  /** A reason of blanks and one letter again and again tells the owner nothing. */
  public static boolean says(String reason) {
    String text = reason.strip();
    return text.codePointCount(0, text.length()) >= REASON_MIN
        && text.length() <= REASON_MAX
        && text.codePoints().filter(Character::isLetterOrDigit).distinct().count() >= 4;
  }
}
