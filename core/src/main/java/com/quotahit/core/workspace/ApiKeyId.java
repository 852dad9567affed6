package com.quotahit.core.workspace;

import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.UserId;

/** Text form {@code key_…}. */
public record ApiKeyId(String value) {

  public static final String PREFIX = "key";

  public ApiKeyId {
    if (!Ids.valid(PREFIX, value)) {
      throw new IllegalArgumentException("not an id of a key: '" + value + "'");
    }
  }

  /** Under which the key owns what it makes; no person has it. */
  public UserId owner() {
    return new UserId(UserId.PREFIX + value.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return value;
  }
}
