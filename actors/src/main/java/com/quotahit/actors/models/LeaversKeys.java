package com.quotahit.actors.models;

import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.WorkspaceEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whoever leaves a workspace leaves no key of their own there: nobody else could take it away, and
 * its provider would be asked about it day after day.
 */
public final class LeaversKeys {

  private final Entities entities;
  private final KeyCare keys;

  public LeaversKeys(Entities entities, KeyCare keys) {
    this.entities = entities;
    this.keys = keys;
  }

  public CompletionStage<WorkspaceId> hear(
      EntityId entity, long revision, Recorded<WorkspaceEvent> recorded) {
    WorkspaceId workspace = entity.workspace();
    return recorded.event() instanceof WorkspaceEvent.MemberRemoved(UserId user)
        ? entities
            .read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(workspace))
            .thenCompose(found ->
                found.state().opened().flatMap(open -> open.role(user)).isEmpty()
                    ? keys.left(workspace, user)
                    : CompletableFuture.completedStage(workspace))
        : CompletableFuture.completedStage(workspace);
  }
}
