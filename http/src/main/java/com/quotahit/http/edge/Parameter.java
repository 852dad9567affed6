package com.quotahit.http.edge;

import java.util.List;

/**
 * A query parameter; only declared ones can be sent and read.
 *
 * @param oneOf the values it may take; empty for any text
 */
public record Parameter(String name, String description, List<String> oneOf) {
  public Parameter {
    oneOf = List.copyOf(oneOf);
  }
}
