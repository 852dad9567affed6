package com.quotahit.core.shared;

import java.util.List;

/**
 * What {@link Rules#decide} answers: facts to record, or the reason why not. Accepting with no
 * events is legal: asking twice for what already is so is harmless and writes nothing.
 *
 * @param <E> events of one entity
 * @param <R> refusals of one entity
 */
public sealed interface Decision<E, R> {

  record Accepted<E, R>(List<E> events) implements Decision<E, R> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused<E, R>(R why) implements Decision<E, R> {}

  @SafeVarargs
  static <E, R> Decision<E, R> accept(E... events) {
    return new Accepted<>(List.of(events));
  }

  static <E, R> Decision<E, R> acceptAll(List<? extends E> events) {
    return new Accepted<>(List.copyOf(events));
  }

  static <E, R> Decision<E, R> refuse(R why) {
    return new Refused<>(why);
  }
}
