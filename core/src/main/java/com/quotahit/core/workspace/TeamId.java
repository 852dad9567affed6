package com.quotahit.core.workspace;

import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;

/** Text form {@code tm_…}. */
public record TeamId(String value) {

  public static final String PREFIX = "tm";

  public TeamId {
    if (!Ids.valid(PREFIX, value)) {
      throw new IllegalArgumentException("not an id of a team: '" + value + "'");
    }
  }

  public static Parsed<TeamId> parse(String field, String text) {
    return Ids.valid(PREFIX, text)
        ? Parsed.valid(new TeamId(text))
        : Parsed.invalid(field, "invalid", "Name a team of this workspace by its id.");
  }

  @Override
  public String toString() {
    return value;
  }
}
