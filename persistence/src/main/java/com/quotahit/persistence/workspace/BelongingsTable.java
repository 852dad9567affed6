package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.OwnedRecordsPort;
import com.quotahit.persistence.database.TenantScope;
import java.util.List;

/**
 * What people keep in the settings of a workspace: what others go on using is handed over with all
 * that hangs on it, and what is personal is deleted. A column that names a person and stands in
 * neither list says what somebody once did, and stays.
 */
public final class BelongingsTable implements OwnedRecordsPort {

  private record Owned(String table, String owner, String condition) {}

  /** A key goes on letting its program in, and an open invitation somebody new. */
  private static final List<Owned> HANDED_OVER =
      List.of(
          new Owned("api_key", "created_by", "revoked_at IS NULL"),
          new Owned("notification_channel", "created_by", "true"),
          new Owned("workspace_invitation", "invited_by", "state IN ('pending', 'accepting')"));

  /** A provider's key is sealed for its owner, whose account it is; news are for who got them. */
  private static final List<Owned> PERSONAL =
      List.of(
          new Owned("provider_key", "owner", "true"),
          new Owned("notification", "user_id", "true"),
          new Owned("notification_preference", "user_id", "true"),
          new Owned("voice_ticket", "user_id", "true"));

  private final TenantScope tenants;

  public BelongingsTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public long count(WorkspaceId workspace, UserId owner) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            HANDED_OVER.stream()
                .mapToLong(owned ->
                    handle
                        .createQuery("SELECT count(*) FROM " + owned.table() + where(owned))
                        .bind("ws", workspace)
                        .bind("owner", owner)
                        .mapTo(Long.class)
                        .one())
                .sum());
  }

  @Override
  public void handOver(WorkspaceId workspace, UserId from, UserId to) {
    tenants.useWorkspace(
        workspace,
        handle ->
            HANDED_OVER.forEach(owned ->
                handle
                    .createUpdate(
                        "UPDATE "
                            + owned.table()
                            + " SET "
                            + owned.owner()
                            + " = :to"
                            + where(owned))
                    .bind("to", to)
                    .bind("ws", workspace)
                    .bind("owner", from)
                    .execute()));
  }

  @Override
  public void forget(WorkspaceId workspace, UserId gone) {
    tenants.useWorkspace(
        workspace,
        handle ->
            PERSONAL.forEach(owned ->
                handle
                    .createUpdate("DELETE FROM " + owned.table() + where(owned))
                    .bind("ws", workspace)
                    .bind("owner", gone)
                    .execute()));
  }

  private static String where(Owned owned) {
    return " WHERE workspace_id = :ws AND " + owned.owner() + " = :owner AND " + owned.condition();
  }
}
