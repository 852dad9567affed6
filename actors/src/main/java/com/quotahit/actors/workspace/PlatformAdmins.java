package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.PlatformAdminsPort;
import com.quotahit.core.workspace.PlatformAdminsPort.Act;
import com.quotahit.core.workspace.PlatformAdminsPort.Outcome;
import java.util.concurrent.CompletionStage;

/**
 * What platform admins do to accounts. Sessions that die of it die on every node by notice, and so
 * do the keys that the person has made: what is remembered of their workspaces is dropped.
 */
public final class PlatformAdmins {

  private static final String LIMIT = "database";

  private final PlatformAdminsPort port;
  private final LiveSessions sessions;
  private final Impersonations impersonations;
  private final Blocking blocking;
  private final WorkspaceChanges changes;

  public PlatformAdmins(
      PlatformAdminsPort port,
      LiveSessions sessions,
      Impersonations impersonations,
      Blocking blocking,
      WorkspaceChanges changes) {
    this.port = port;
    this.sessions = sessions;
    this.impersonations = impersonations;
    this.blocking = blocking;
    this.changes = changes;
  }

  public CompletionStage<Outcome> act(UserId user, Act act, AuditEntry entry) {
    return blocking
        .run(LIMIT, () -> port.act(user, act, entry))
        .thenApply(outcome -> {
          if (outcome instanceof Outcome.Done done) {
            done.sessions().forEach(dead -> sessions.ended(dead.tokenHash(), dead.sessionId()));
            impersonations.tell(done.impersonations());
            done.workspaces().forEach(changes::changed);
          }
          return outcome;
        });
  }
}
