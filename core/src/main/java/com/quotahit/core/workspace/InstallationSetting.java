package com.quotahit.core.workspace;

import com.quotahit.core.shared.Parsed;
import java.util.Arrays;
import java.util.Optional;

/** What platform admins set for the whole installation while it runs. */
public enum InstallationSetting {
  INSTALLATION_NAME(
      "installation-name",
      "What this installation calls itself on its pages.",
      new Kind.Text(60),
      "QuotaHit"),
  IMPERSONATION_MINUTES(
      "impersonation-minutes",
      "How long an impersonation lasts when the admin asks for nothing else.",
      new Kind.Number(5, 60),
      "30");

  /** What a setting can be. */
  public sealed interface Kind {
    record Text(int lengthMax) implements Kind {}

    record Number(long min, long max) implements Kind {}
  }

  private final String code;
  private final String description;
  private final Kind kind;
  private final String usual;

  InstallationSetting(String code, String description, Kind kind, String usual) {
    this.code = code;
    this.description = description;
    this.kind = kind;
    this.usual = usual;
  }

  /** Stable, as clients and the database see it. */
  public String code() {
    return code;
  }

  public String description() {
    return description;
  }

  public Kind kind() {
    return kind;
  }

  /** Until somebody sets it. */
  public String usual() {
    return usual;
  }

  public static Optional<InstallationSetting> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }

  /** The value as it is kept, or what is wrong with it. */
  public Parsed<String> parse(String value) {
    String text = value.strip();
    return switch (kind) {
      case Kind.Text(int lengthMax) ->
          text.isEmpty() || text.length() > lengthMax || text.chars().anyMatch(c -> c < ' ')
              ? Parsed.invalid(
                  code, "invalid", "Write 1 to " + lengthMax + " characters on a line.")
              : Parsed.valid(text);
      case Kind.Number(long min, long max) -> {
        Optional<Long> number = number(text);
        yield number.filter(n -> n >= min && n <= max).isPresent()
            ? Parsed.valid(Long.toString(number.get()))
            : Parsed.invalid(
                code, "out_of_range", "Write a whole number from " + min + " to " + max + ".");
      }
    };
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
