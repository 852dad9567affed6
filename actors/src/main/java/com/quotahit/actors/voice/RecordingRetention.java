package com.quotahit.actors.voice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.DeletedCallsPort;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.RecordingStorePort.Key;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes recordings that are older than their workspace wants to keep them, and those of calls
 * that somebody deleted and nobody can bring back any more. Each node looks after what its own
 * store holds; a store that all nodes share may be looked after by any of them.
 */
public final class RecordingRetention {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingRetention.class);
  private static final String LIMIT = "files";

  /** Clocks of nodes differ: what one could still bring back, no other deletes. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  private final RecordingStorePort recordings;
  private final Function<WorkspaceId, CompletionStage<Duration>> keptFor;
  private final DeletedCallsPort deleted;
  private final Blocking blocking;
  private final InstantSource clock;

  /**
   * @param keptFor how long a workspace keeps the sound of a call
   */
  public RecordingRetention(
      RecordingStorePort recordings,
      Function<WorkspaceId, CompletionStage<Duration>> keptFor,
      DeletedCallsPort deleted,
      Blocking blocking,
      InstantSource clock) {
    this.recordings = recordings;
    this.keptFor = keptFor;
    this.deleted = deleted;
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
                deleted.thenCompose(before -> tried(workspace).thenApply(more -> before + more));
          }
          return deleted;
        });
  }

  /**
   * What one workspace wants cannot be learnt now and then, and others' sound is due all the same.
   */
  private CompletionStage<Integer> tried(WorkspaceId workspace) {
    return CompletableFuture.completedFuture(workspace)
        .thenCompose(this::purge)
        .exceptionally(failure -> {
          Throwable cause = failure.getCause() == null ? failure : failure.getCause();
          LOG.atWarn()
              .addKeyValue("workspace", workspace.value())
              .addKeyValue("failure", cause.getClass().getSimpleName())
              .log("recordings that are due were not deleted, is tried again");
          return 0;
        });
  }

  private CompletionStage<Integer> purge(WorkspaceId workspace) {
    Instant now = clock.instant();
    return keptFor
        .apply(workspace)
        .thenCompose(wanted ->
            blocking.run(LIMIT, () -> recordings.deleteBefore(workspace, now.minus(wanted))))
        .thenCompose(old -> deleted(workspace, now).thenApply(more -> old + more));
  }

  private CompletionStage<Integer> deleted(WorkspaceId workspace, Instant now) {
    return blocking
        .run(LIMIT, () -> recordings.sessions(workspace))
        .thenCompose(held ->
            blocking.run(
                "database", () -> deleted.deletedBefore(workspace, held, now.minus(CLOCKS))))
        .thenCompose(gone ->
            blocking.run(
                LIMIT,
                () -> {
                  for (String session : gone) {
                    recordings.delete(new Key(workspace, session));
                  }
                  return gone.size();
                }));
  }

  private List<WorkspaceId> workspaces() throws IOException {
    return recordings.workspaces();
  }
}
