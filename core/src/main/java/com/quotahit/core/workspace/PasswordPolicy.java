package com.quotahit.core.workspace;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which passwords are taken: long ones that are neither common nor made of what everybody knows
 * about their owner. There are no rules about kinds of characters; they make people predictable.
 */
public final class PasswordPolicy {

  public static final int LENGTH_MIN = 12;
  public static final int LENGTH_MAX = 128;
  private static final int WORD_MIN = 4;
  private static final double OWN_SHARE_MIN = 0.5;
  private static final int DISTINCT_MIN = 5;

  /** Why a password is not taken. */
  public enum Weakness {
    TOO_SHORT("Use at least " + LENGTH_MIN + " characters. A few words in a row do well."),
    TOO_LONG("Use at most " + LENGTH_MAX + " characters."),
    COMMON("This password is on the list that attackers try first. Choose another."),
    MONOTONOUS("This repeats itself too much to be safe. Choose something less regular."),
    ABOUT_YOU("This is mostly your name, address or company. Choose something else.");

    private final String advice;

    Weakness(String advice) {
      this.advice = advice;
    }

    public String advice() {
      return advice;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<String> common;

  /**
   * @param common in lower case
   */
  public PasswordPolicy(Set<String> common) {
    this.common = Set.copyOf(common);
  }

  /**
   * @param about names, addresses and the like that an attacker would try
   */
  public Optional<Weakness> weakness(String password, List<String> about) {
    int length = password.codePointCount(0, password.length());
    if (length < LENGTH_MIN) {
      return Optional.of(Weakness.TOO_SHORT);
    }
    if (length > LENGTH_MAX) {
      return Optional.of(Weakness.TOO_LONG);
    }
    String plain = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    if (common.contains(plain) || common.contains(core(plain))) {
      return Optional.of(Weakness.COMMON);
    }
    if (monotonous(plain)) {
      return Optional.of(Weakness.MONOTONOUS);
    }
    return mostlyAbout(plain, about) ? Optional.of(Weakness.ABOUT_YOU) : Optional.empty();
  }

  /**
   * Without the digits and signs that people hang on: {@code password2026!} is {@code password}.
   */
  private static String core(String plain) {
    return plain.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
  }

  private static boolean monotonous(String plain) {
    if (plain.codePoints().distinct().count() < DISTINCT_MIN) {
      return true;
    }
    for (int period = 1; period <= plain.length() / 3; period++) {
      if (repeats(plain, period)) {
        return true;
      }
    }
    return steps(plain) >= plain.length() - 2;
  }

  private static boolean repeats(String plain, int period) {
    for (int i = period; i < plain.length(); i++) {
      if (plain.charAt(i) != plain.charAt(i - period)) {
        return false;
      }
    }
    return true;
  }

  /** How often the next character is the neighbour of the one before: abcdef, 987654. */
  private static long steps(String plain) {
    long count = 0;
    for (int i = 1; i < plain.length(); i++) {
      if (Math.abs(plain.charAt(i) - plain.charAt(i - 1)) <= 1) {
        count++;
      }
    }
    return count;
  }

  private static boolean mostlyAbout(String plain, List<String> about) {
    String rest = plain;
    for (String text : about) {
      for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
        if (word.length() >= WORD_MIN) {
          rest = rest.replace(word, "");
        }
      }
    }
    return rest.length() < plain.length() * OWN_SHARE_MIN;
  }
}
