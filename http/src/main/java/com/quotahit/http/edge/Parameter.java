package com.quotahit.http.edge;

import java.util.List;

/** A query parameter; only declared ones can be sent and read. */
public record Parameter(String name, String description, Schema schema) {

  /**
   * @param oneOf the values it may take; empty for any text
   */
  public static Parameter text(String name, String description, List<String> oneOf) {
    return new Parameter(name, description, new Schema.Text("", List.copyOf(oneOf)));
  }

  static Parameter whole(String name, String description, long min, long max) {
    return new Parameter(name, description, new Schema.Whole(min, max));
  }

  /** The values it may take; empty for any. */
  List<String> oneOf() {
    return schema instanceof Schema.Text(String _, List<String> values) ? values : List.of();
  }
}
