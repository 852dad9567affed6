package com.quotahit.actors.voice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.RecordingStorePort;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Deletes recordings that are older than their workspace wants to keep them. Each node looks after
 * what its own store holds; a store that all nodes share may be looked after by any of them.
 */
public final class RecordingRetention {

  private static final String LIMIT = "files";

  private final RecordingStorePort recordings;
  private final Function<WorkspaceId, CompletionStage<Duration>> keptFor;
  private final Blocking blocking;
  private final InstantSource clock;

  /**
   * @param keptFor how long a workspace keeps the sound of a call
   */
  public RecordingRetention(
      RecordingStorePort recordings,
      Function<WorkspaceId, CompletionStage<Duration>> keptFor,
      Blocking blocking,
      InstantSource clock) {
    this.recordings = recordings;
    this.keptFor = keptFor;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** One round over all workspaces, one after the other; says how many recordings are gone. */
  public CompletionStage<Integer> purge() {
    return blocking
        .run(LIMIT, this::workspaces)
        .thenCompose(found -> {
          CompletionStage<Integer> deleted = CompletableFuture.completedStage(0);
          for (WorkspaceId workspace : found) {
            deleted =
                deleted.thenCompose(before -> purge(workspace).thenApply(more -> before + more));
          }
          return deleted;
        });
  }

  private CompletionStage<Integer> purge(WorkspaceId workspace) {
    return keptFor
        .apply(workspace)
        .thenCompose(wanted ->
            blocking.run(
                LIMIT, () -> recordings.deleteBefore(workspace, clock.instant().minus(wanted))));
  }

  private List<WorkspaceId> workspaces() throws IOException {
    return recordings.workspaces();
  }
}
