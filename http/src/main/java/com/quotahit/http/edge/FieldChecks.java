package com.quotahit.http.edge;

import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects every problem of an input before saying no. Values that failed come back as harmless
 * stand-ins; {@link #parsed} builds the domain value only when nothing failed.
 */
public final class FieldChecks {

  private final List<FieldProblem> problems = new ArrayList<>();

  /** Text without surrounding space, of {@code min} to {@code max} characters. */
  public String text(String field, String value, int min, int max) {
    String stripped = value.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < min) {
      String message =
          min == 1 ? "This field is required." : "At least " + min + " characters are needed.";
      problem(field, length == 0 ? "required" : "too_short", message);
    } else if (length > max) {
      problem(field, "too_long", "At most " + max + " characters are possible.");
    }
    return stripped;
  }

  public Optional<String> text(String field, Optional<String> value, int min, int max) {
    return value.map(text -> text(field, text, min, max));
  }

  public long range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      problem(field, "out_of_range", "Must be from " + min + " to " + max + ".");
    }
    return Math.clamp(value, min, max);
  }

  public <T> List<T> atMost(String field, List<T> values, int max) {
    if (values.size() > max) {
      problem(field, "too_many", "At most " + max + " are possible.");
      return values.subList(0, max);
    }
    return values;
  }

  /** The value, or its problems under {@code field}. */
  public <T> Optional<T> nested(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Valid<T>(T value) -> Optional.of(value);
      case Parsed.Invalid<T>(List<FieldProblem> found) -> {
        problems.addAll(found);
        yield Optional.empty();
      }
    };
  }

  public void require(boolean fine, String field, String code, String message) {
    if (!fine) {
      problem(field, code, message);
    }
  }

  public void problem(String field, String code, String message) {
    problems.add(new FieldProblem(field, code, message));
  }

  public <T> Parsed<T> parsed(Supplier<? extends T> value) {
    return problems.isEmpty() ? Parsed.valid(value.get()) : new Parsed.Invalid<>(problems);
  }
}
