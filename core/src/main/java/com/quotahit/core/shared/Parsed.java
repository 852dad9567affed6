package com.quotahit.core.shared;

import java.util.List;
import java.util.function.Function;

/** Input turned into a domain value, or every problem found in it at once. */
public sealed interface Parsed<T> {

  record Valid<T>(T value) implements Parsed<T> {}

  record Invalid<T>(List<FieldProblem> problems) implements Parsed<T> {
    public Invalid {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("invalid without a problem");
      }
    }
  }

  static <T> Parsed<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Parsed<T> invalid(String field, String code, String message) {
    return new Invalid<>(List.of(new FieldProblem(field, code, message)));
  }

  default <U> Parsed<U> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Valid<T>(T value) -> new Valid<>(change.apply(value));
      case Invalid<T>(List<FieldProblem> problems) -> new Invalid<>(problems);
    };
  }
}
