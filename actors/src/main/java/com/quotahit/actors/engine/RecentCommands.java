package com.quotahit.actors.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The commands an entity has completed, oldest first, each with the revision it led to. A command
 * is recognised again for at least {@link #FOR}, which is longer than a caller asks again, and
 * however long ago among the last {@link #KEPT}. An entity that completes more than {@link
 * #KEPT_MOST} in that time forgets the oldest first.
 */
public record RecentCommands(List<Completed> completed) {

  /** Longer than an entity takes to come back on another node, with the callers' last tries. */
  static final Duration FOR = Duration.ofMinutes(2);

  static final int KEPT = 256;
  static final int KEPT_MOST = 8_192;
  static final RecentCommands NONE = new RecentCommands(List.of());

  /** A command, the number of events behind the state it left, and when it was completed. */
  public record Completed(String commandId, long revision, Instant at) {}

  public RecentCommands {
    completed = CommandTrail.of(completed);
  }

  OptionalLong revisionAfter(String commandId) {
    return trail().revisionAfter(commandId);
  }

  RecentCommands with(String commandId, long revision, Instant at) {
    CommandTrail next = trail().with(new Completed(commandId, revision, at));
    Instant old = at.minus(FOR);
    while (next.sizeWithoutOldest() >= KEPT
        && (next.size() > KEPT_MOST || next.newestOfOldest().at().isBefore(old))) {
      next = next.withoutOldest();
    }
    return new RecentCommands(next);
  }

  private CommandTrail trail() {
    return (CommandTrail) completed;
  }
}
