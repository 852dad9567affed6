package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Entities;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.TeamsPort;
import com.quotahit.core.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whose records are the team's, from memory of the workspaces in use on this node. A change
 * anywhere is told by notice; should the notice get lost, memory is believed for a short time only.
 */
public final class TeamReach implements TeamsPort {

  private static final int KNOWN_MAX = 1_000;

  private record Known(Workspace workspace, Instant askedAt) {}

  private final Entities entities;
  private final InstantSource clock;
  private final Duration trusted;
  private final AtomicLong forgotten = new AtomicLong();
  private final Map<WorkspaceId, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Known> eldest) {
          return size() > KNOWN_MAX;
        }
      };

  public TeamReach(Entities entities, InstantSource clock, Duration trusted) {
    this.entities = entities;
    this.clock = clock;
    this.trusted = trusted;
  }

  @Override
  public CompletionStage<Set<UserId>> reach(WorkspaceId workspace, UserId user) {
    return workspace(workspace)
        .thenApply(state -> state.opened().map(open -> open.reach(user)).orElse(Set.of(user)));
  }

  /** What is remembered of a workspace may be wrong from now on. */
  public void forgetWorkspace(WorkspaceId workspace) {
    forgotten.incrementAndGet();
    synchronized (known) {
      known.remove(workspace);
    }
  }

  private CompletionStage<Workspace> workspace(WorkspaceId workspace) {
    Instant now = clock.instant();
    synchronized (known) {
      Known found = known.get(workspace);
      if (found != null && now.isBefore(found.askedAt.plus(trusted))) {
        return CompletableFuture.completedFuture(found.workspace);
      }
    }
    long before = forgotten.get();
    return entities
        .read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(workspace))
        .thenApply(done -> {
          synchronized (known) {
            if (forgotten.get() == before) {
              known.put(workspace, new Known(done.state(), now));
            }
          }
          return done.state();
        });
  }
}
