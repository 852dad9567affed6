package com.quotahit.http.practice;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many pages each workspace has had read in the last minute; forgets the workspace idle
 * longest.
 */
final class PagesPerMinute {

  private static final int WORKSPACES_MAX = 10_000;

  private final int most;
  private final Map<WorkspaceId, Deque<Instant>> reads =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Deque<Instant>> eldest) {
          return size() > WORKSPACES_MAX;
        }
      };

  PagesPerMinute(int most) {
    this.most = most;
  }

  synchronized boolean admits(WorkspaceId workspace, Instant now) {
    Deque<Instant> recent = reads.computeIfAbsent(workspace, _ -> new ArrayDeque<>());
    Instant minuteAgo = now.minus(Duration.ofMinutes(1));
    while (!recent.isEmpty() && recent.peekFirst().isBefore(minuteAgo)) {
      recent.removeFirst();
    }
    if (recent.size() >= most) {
      return false;
    }
    recent.addLast(now);
    return true;
  }
}
