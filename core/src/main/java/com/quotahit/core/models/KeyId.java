package com.quotahit.core.models;

import com.quotahit.core.shared.Ids;

/** Text form {@code key_…}. */
public record KeyId(String value) {

  public static final String PREFIX = "key";

  public KeyId {
    if (!Ids.valid(PREFIX, value)) {
      throw new IllegalArgumentException("not an id of kind 'key': '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
