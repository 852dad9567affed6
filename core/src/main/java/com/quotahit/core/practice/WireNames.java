package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enum constants as the contract spells them: lower case, words joined by an underscore. */
final class WireNames {

  private WireNames() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <T extends Enum<T>> Parsed<T> parse(T[] values, String field, String wire) {
    for (T value : values) {
      if (of(value).equals(wire)) {
        return Parsed.valid(value);
      }
    }
    String allowed = Arrays.stream(values).map(WireNames::of).collect(Collectors.joining(", "));
    return Parsed.invalid(field, "unknown", "must be one of " + allowed);
  }
}
