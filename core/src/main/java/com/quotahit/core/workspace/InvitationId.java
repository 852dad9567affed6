package com.quotahit.core.workspace;

import com.quotahit.core.shared.Ids;

/** Text form {@code inv_…}. */
public record InvitationId(String value) {

  public static final String PREFIX = "inv";

  public InvitationId {
    if (!Ids.valid(PREFIX, value)) {
      throw new IllegalArgumentException("not an id of an invitation: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
