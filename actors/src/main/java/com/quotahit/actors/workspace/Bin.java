package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.BinPort;
import com.quotahit.core.workspace.ErasurePort;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceRejection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties deleted workspaces when their time is over. The workspace itself says so first, so that
 * nobody brings back what is being deleted; then everything goes. A claim sees to it that one node
 * does it; when that node is lost the claim runs out, and another goes on where it was.
 */
public final class Bin {

  private static final Logger LOG = LoggerFactory.getLogger(Bin.class);
  private static final String LIMIT = "database";
  private static final int AT_ONCE = 5;
  private static final Duration LEASE = Duration.ofMinutes(30);
  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(10);
  private static final By BY = new By.Platform("workspace-bin");

  private final BinPort port;
  private final Workspaces workspaces;
  private final List<ErasurePort> elsewhere;
  private final Blocking blocking;
  private final InstantSource clock;

  /**
   * @param elsewhere what is kept outside the database
   */
  public Bin(
      BinPort port,
      Workspaces workspaces,
      List<ErasurePort> elsewhere,
      Blocking blocking,
      InstantSource clock) {
    this.port = port;
    this.workspaces = workspaces;
    this.elsewhere = List.copyOf(elsewhere);
    this.blocking = blocking;
    this.clock = clock;
  }

  /** One round, one workspace after the other; says how many are gone. */
  public CompletionStage<Integer> empty() {
    return blocking
        .run(LIMIT, () -> port.claim(AT_ONCE, LEASE))
        .thenCompose(due -> {
          CompletionStage<Integer> gone = CompletableFuture.completedStage(0);
          for (WorkspaceId workspace : due) {
            gone =
                gone.thenCompose(before ->
                    empty(workspace)
                        .exceptionally(failure -> {
                          LOG.atWarn()
                              .addKeyValue("workspace", workspace.value())
                              .addKeyValue("failure", failure.getClass().getSimpleName())
                              .log("a deleted workspace was not emptied, its claim will run out");
                          return false;
                        })
                        .thenApply(done -> done ? before + 1 : before));
          }
          return gone;
        });
  }

  private CompletionStage<Boolean> empty(WorkspaceId workspace) {
    Instant now = clock.instant();
    return workspaces
        .tell(
            workspace,
            new WorkspaceCommand.Empty(),
            // Each round asks anew: what was too early is answered differently later.
            new Directive(
                "empty/" + workspace + "/" + now, now.plus(DECIDE_WITHIN), BY, workspace.value()))
        .thenCompose(reply ->
            isEmptied(reply)
                ? blocking.run(LIMIT, () -> deleted(workspace, now))
                : CompletableFuture.completedStage(false));
  }

  private static boolean isEmptied(Reply<Workspace, WorkspaceRejection> reply) {
    return switch (reply) {
      case Reply.Done<Workspace, WorkspaceRejection>(Workspace state, long _) ->
          state instanceof Workspace.Emptied;
      case Reply.Refused<Workspace, WorkspaceRejection> _,
          Reply.TooLate<Workspace, WorkspaceRejection> _ ->
          false;
    };
  }

  private boolean deleted(WorkspaceId workspace, Instant now) throws Exception {
    for (ErasurePort place : elsewhere) {
      place.erase(workspace);
    }
    long gone =
        port.empty(
            workspace,
            new AuditEntry(
                "workspace.emptied",
                "workspace:" + workspace,
                Map.of(),
                Map.of(),
                BY,
                "",
                "",
                now));
    LOG.atInfo()
        .addKeyValue("workspace", workspace.value())
        .addKeyValue("deleted", gone)
        .log("a deleted workspace was emptied");
    return true;
  }
}
