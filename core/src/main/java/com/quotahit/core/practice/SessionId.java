package com.quotahit.core.practice;

import com.quotahit.core.shared.Ids;

/** Text form {@code rp_…}. */
public record SessionId(String value) {

  public static final String PREFIX = "rp";

  public SessionId {
    if (!Ids.valid(PREFIX, value)) {
      throw new IllegalArgumentException("not a practice session's id: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
