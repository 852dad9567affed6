package com.quotahit.core.practice;

import com.quotahit.core.shared.Ids;

/** Text form {@code ctx_…}. */
public record ContextId(String value) {

  public static final String PREFIX = "ctx";

  public ContextId {
    if (!Ids.valid(PREFIX, value)) {
      throw new IllegalArgumentException("not a context's id: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
