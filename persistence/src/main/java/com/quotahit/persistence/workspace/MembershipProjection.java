package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Placement;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.persistence.journal.Projection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
        workspace(handle, entity, name, revision, recorded.at());
        member(handle, entity, owner, Role.OWNER, revision, recorded.at());
      }
      case WorkspaceEvent.Renamed(String name) ->
          set(handle, entity, revision, "name = :value", name);
      case WorkspaceEvent.Discarded(Instant until) ->
          set(handle, entity, revision, "deleted_until = :value", utc(until));
      case WorkspaceEvent.Restored _ ->
          set(handle, entity, revision, "deleted_until = :value", null);
      case WorkspaceEvent.MemberJoined(UserId user, Role role) ->
          member(handle, entity, user, role, revision, recorded.at());
      case WorkspaceEvent.RoleChanged(UserId user, Role role) ->
          set(handle, entity, user, revision, "role = :value", role.code());
      case WorkspaceEvent.MemberPlaced(UserId user, Placement placement) ->
          placed(handle, entity, user, placement, revision);
      case WorkspaceEvent.MemberRemoved(UserId user) ->
          set(handle, entity, user, revision, "active = :value", false);
      // Asked of the workspace itself, or of those who keep the records.
      case WorkspaceEvent.RecordsHandedOver _,
          WorkspaceEvent.TeamMade _,
          WorkspaceEvent.TeamRenamed _,
          WorkspaceEvent.TeamMoved _,
          WorkspaceEvent.TeamRemoved _,
          WorkspaceEvent.RecordingSet _,
          WorkspaceEvent.Emptied _ -> {}
    }
  }

  @Override
  public void forget(Handle handle, EntityId entity) {
    for (String table : List.of("workspace_member", "workspace")) {
      handle.execute("DELETE FROM " + table + " WHERE workspace_id = ?", entity.workspace());
    }
  }

  private static void workspace(
      Handle handle, EntityId entity, String name, long revision, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO workspace (workspace_id, name, revision, created_at)
            VALUES (:workspace, :name, :revision, :at)
            ON CONFLICT (workspace_id) DO UPDATE
            SET name = excluded.name, revision = excluded.revision, created_at = excluded.created_at
            WHERE workspace.revision < excluded.revision
            """)
        .bind("workspace", entity.workspace())
        .bind("name", name)
        .bind("revision", revision)
        .bind("at", utc(at))
        .execute();
  }

  /** Whoever comes back begins anew: without a team, from now on. */
  private static void member(
      Handle handle, EntityId entity, UserId user, Role role, long revision, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO workspace_member
              (workspace_id, user_id, role, active, revision, joined_at)
            VALUES (:workspace, :user, :role, true, :revision, :at)
            ON CONFLICT (workspace_id, user_id) DO UPDATE
            SET role = excluded.role, active = true, revision = excluded.revision,
                joined_at = excluded.joined_at, team_id = NULL, team_ids = '{}'
            WHERE workspace_member.revision < excluded.revision
            """)
        .bind("workspace", entity.workspace())
        .bind("user", user)
        .bind("role", role.code())
        .bind("revision", revision)
        .bind("at", utc(at))
        .execute();
  }

  private static void placed(
      Handle handle, EntityId entity, UserId user, Placement placement, long revision) {
    handle
        .createUpdate(
            """
            UPDATE workspace_member SET team_id = :team, team_ids = :teams, revision = :revision
            WHERE workspace_id = :workspace AND user_id = :user AND revision < :revision
            """)
        .bind("team", placement.team().map(TeamId::value).orElse(null))
        .bindArray(
            "teams", String.class, placement.others().stream().map(TeamId::value).sorted().toList())
        .bind("revision", revision)
        .bind("workspace", entity.workspace())
        .bind("user", user)
        .execute();
  }

  private static void set(
      Handle handle, EntityId entity, UserId user, long revision, String what, Object value) {
    handle
        .createUpdate(
            "UPDATE workspace_member SET "
                + what
                + ", revision = :revision WHERE workspace_id = :workspace AND user_id = :user"
                + " AND revision < :revision")
        .bind("value", value)
        .bind("revision", revision)
        .bind("workspace", entity.workspace())
        .bind("user", user)
        .execute();
  }

  private static void set(
      Handle handle, EntityId entity, long revision, String what, @Nullable Object value) {
    handle
        .createUpdate(
            "UPDATE workspace SET "
                + what
                + ", revision = :revision WHERE workspace_id = :workspace AND revision < :revision")
        .bind("value", value)
        .bind("revision", revision)
        .bind("workspace", entity.workspace())
        .execute();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
