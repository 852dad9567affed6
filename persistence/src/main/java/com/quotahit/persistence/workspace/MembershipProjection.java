package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.persistence.journal.Projection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Keeps who is a member of which workspace, in which role. */
public final class MembershipProjection implements Projection<WorkspaceEvent> {

  @Override
  public String name() {
    return "workspace-members";
  }

  @Override
  public void apply(
      Handle handle, EntityId entity, long revision, Recorded<WorkspaceEvent> recorded) {
    switch (recorded.event()) {
      case WorkspaceEvent.Created(String name, UserId owner) -> {
        workspace(handle, entity, name, revision);
        member(handle, entity, owner, Role.OWNER, true, revision);
      }
      case WorkspaceEvent.MemberJoined(UserId user, Role role) ->
          member(handle, entity, user, role, true, revision);
      case WorkspaceEvent.RoleChanged(UserId user, Role role) ->
          member(handle, entity, user, role, true, revision);
      case WorkspaceEvent.MemberRemoved(UserId user) ->
          handle
              .createUpdate(
                  """
                  UPDATE workspace_member SET active = false, revision = :revision
                  WHERE workspace_id = :workspace AND user_id = :user AND revision < :revision
                  """)
              .bind("workspace", entity.workspace())
              .bind("user", user)
              .bind("revision", revision)
              .execute();
      // Asked of the workspace itself.
      case WorkspaceEvent.RecordingSet _ -> {}
    }
  }

  @Override
  public void forget(Handle handle, EntityId entity) {
    for (String table : List.of("workspace_member", "workspace")) {
      handle.execute("DELETE FROM " + table + " WHERE workspace_id = ?", entity.workspace());
    }
  }

  private static void workspace(Handle handle, EntityId entity, String name, long revision) {
    handle
        .createUpdate(
            """
            INSERT INTO workspace (workspace_id, name, revision)
            VALUES (:workspace, :name, :revision)
            ON CONFLICT (workspace_id) DO UPDATE
            SET name = excluded.name, revision = excluded.revision
            WHERE workspace.revision < excluded.revision
            """)
        .bind("workspace", entity.workspace())
        .bind("name", name)
        .bind("revision", revision)
        .execute();
  }

  static void member(
      Handle handle, EntityId entity, UserId user, Role role, boolean active, long revision) {
    handle
        .createUpdate(
            """
            INSERT INTO workspace_member (workspace_id, user_id, role, active, revision)
            VALUES (:workspace, :user, :role, :active, :revision)
            ON CONFLICT (workspace_id, user_id) DO UPDATE
            SET role = excluded.role, active = excluded.active, revision = excluded.revision
            WHERE workspace_member.revision < excluded.revision
            """)
        .bind("workspace", entity.workspace())
        .bind("user", user)
        .bind("role", role.code())
        .bind("active", active)
        .bind("revision", revision)
        .execute();
  }
}
