package com.quotahit.http.edge;

import java.util.List;

/** What an endpoint gives out when it succeeds. */
public sealed interface Output<O> {

  record None() implements Output<Nothing> {}

  record Json<O>(Class<O> wire) implements Output<O> {}

  /** A page of a list. */
  record Items<T>(Class<T> item) implements Output<PageWire<T>> {}

  /** Server-sent events; each named event with the shape of its data. */
  record Events(List<Event> events) implements Output<Nothing> {
    public Events {
      events = List.copyOf(events);
    }
  }

  record Event(String name, Class<?> wire) {}

  /** Bytes of a media type, such as {@code audio/wav}. */
  record Bytes(String mediaType) implements Output<Nothing> {}
}
