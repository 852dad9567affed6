package com.quotahit.http.edge;

import java.util.List;
import java.util.Map;

/**
 * The shape of a JSON value: read from wire types, printed as JSON Schema, checked against values.
 */
sealed interface Schema {

  /**
   * @param format as in OpenAPI, or empty
   * @param oneOf the only texts allowed, or empty
   */
  record Text(String format, List<String> oneOf) implements Schema {}

  record Whole(long min, long max) implements Schema {}

  record Decimal() implements Schema {}

  record Flag() implements Schema {}

  record Anything() implements Schema {}

  record ListOf(Schema item) implements Schema {}

  record MapOf(Schema value) implements Schema {}

  /** The value, or null, or left out. */
  record Maybe(Schema of) implements Schema {}

  /** A shape kept under a name. */
  record Named(String name) implements Schema {}

  record Fields(List<Field> fields) implements Schema {}

  /**
   * @param required in input: what must be there; output always has every field
   */
  record Field(String name, Schema schema, boolean required) {}

  /** One of several records, told apart by the field {@code type}. */
  record Union(Map<String, String> memberByType) implements Schema {}
}
