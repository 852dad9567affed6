package com.quotahit.actors.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The commands an entity has completed, newest last, each with the revision it led to. Bounded: the
 * oldest is forgotten first, so a repeat is recognised among the last {@link #KEPT} commands.
 */
public record RecentCommands(List<Completed> completed) {

  static final int KEPT = 256;
  static final RecentCommands NONE = new RecentCommands(List.of());

  /** A command and the number of events behind the state it left. */
  public record Completed(String commandId, long revision) {}

  public RecentCommands {
    completed = List.copyOf(completed);
  }

  OptionalLong revisionAfter(String commandId) {
    for (int i = completed.size() - 1; i >= 0; i--) {
      if (completed.get(i).commandId().equals(commandId)) {
        return OptionalLong.of(completed.get(i).revision());
      }
    }
    return OptionalLong.empty();
  }

  RecentCommands with(String commandId, long revision) {
    int from = Math.max(0, completed.size() - KEPT + 1);
    List<Completed> next = new ArrayList<>(completed.subList(from, completed.size()));
    next.add(new Completed(commandId, revision));
    return new RecentCommands(next);
  }
}
