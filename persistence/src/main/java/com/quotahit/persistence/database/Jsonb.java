package com.quotahit.persistence.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.quotahit.core.json.Json;

/** A jsonb column, as text. */
public record Jsonb(String text) {

  /** A value in the form that {@link Json} gives it. */
  public static Jsonb of(Object value) {
    try {
      return new Jsonb(Json.mapper().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + value.getClass().getName(), e);
    }
  }

  /** A member of a sealed family, or a list of them, as {@code root} declares it. */
  public <T> T as(Class<T> root) {
    try {
      return Json.mapper().readValue(text, root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a " + root.getSimpleName(), e);
    }
  }
}
