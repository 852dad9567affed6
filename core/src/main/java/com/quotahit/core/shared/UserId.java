package com.quotahit.core.shared;

/** Text form {@code usr_…}. */
public record UserId(String value) {

  public static final String PREFIX = "usr";

  public UserId {
    Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
