package com.quotahit.core.shared;

/** Text form {@code wsp_…}. */
public record WorkspaceId(String value) {

  public static final String PREFIX = "wsp";

  public WorkspaceId {
    Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
