package com.quotahit.http.notifications;

import com.quotahit.core.notifications.NotificationIds;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.http.edge.FieldChecks;
import java.util.List;
import java.util.Optional;

/** What has been read: some by their ids, or all. */
public record ReadWire(Optional<List<String>> ids, Optional<Boolean> all) {

  private static final int IDS_MAX = 200;

  /** What is meant: empty is all. */
  record Marked(Optional<List<String>> ids) {}

  Parsed<Marked> parse() {
    FieldChecks checks = new FieldChecks();
    boolean everything = all.orElse(false);
    List<String> some = checks.atMost("ids", ids.orElse(List.of()), IDS_MAX);
    checks.require(
        everything || !some.isEmpty(), "ids", "required", "Name what was read, or say all.");
    checks.require(
        some.stream().allMatch(id -> Ids.valid(NotificationIds.NOTIFICATION, id)),
        "ids",
        "invalid",
        "These are not ids of notifications.");
    return checks.parsed(() -> new Marked(everything ? Optional.empty() : Optional.of(some)));
  }
}
