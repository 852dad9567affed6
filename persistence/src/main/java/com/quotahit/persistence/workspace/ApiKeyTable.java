package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.ApiKey;
import com.quotahit.core.workspace.ApiKeyId;
import com.quotahit.core.workspace.ApiKeysPort;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.Permission;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Partners' keys in the table {@code api_key}. Looking one up by its hash comes before any
 * workspace is known, so that one query sees all of them.
 */
public final class ApiKeyTable implements ApiKeysPort {

  private static final String COLUMNS =
      "k.workspace_id, k.id, k.name, k.prefix, k.last4, k.scopes, k.created_by, k.created_at,"
          + " k.expires_at, k.last_used_at, k.revoked_at";

  private final TenantScope tenants;

  public ApiKeyTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public boolean keep(ApiKey key, byte[] hash, int most, AuditEntry audit) {
    return tenants.inWorkspace(
        key.workspace(),
        handle -> {
          boolean kept =
              handle
                      .createUpdate(
                          """
                          INSERT INTO api_key (workspace_id, id, name, key_hash, prefix, last4, scopes,
                                               created_by, created_at, expires_at)
                          SELECT :workspace, :id, :name, :hash, :prefix, :last4, :scopes, :by, :at,
                                 :expires
                          WHERE (SELECT count(*) FROM api_key WHERE workspace_id = :workspace) < :most
                          ON CONFLICT (workspace_id, id) DO UPDATE
                          SET key_hash = excluded.key_hash, prefix = excluded.prefix,
                              last4 = excluded.last4
                          WHERE api_key.last_used_at IS NULL AND api_key.revoked_at IS NULL
                          """)
                      .bind("workspace", key.workspace())
                      .bind("id", key.id())
                      .bind("name", key.name())
                      .bind("hash", hash)
                      .bind("prefix", key.prefix())
                      .bind("last4", key.last4())
                      .bindArray(
                          "scopes",
                          String.class,
                          key.scopes().stream().map(Permission::code).sorted().toList())
                      .bind("by", key.createdBy())
                      .bind("at", key.createdAt())
                      .bind("expires", key.expiresAt())
                      .bind("most", most)
                      .execute()
                  == 1;
          if (kept) {
            AuditTable.append(handle, new AuditChain.OfWorkspace(key.workspace()), audit);
          }
          return kept;
        });
  }

  @Override
  public Optional<ApiKey> byHash(byte[] hash) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM api_key k JOIN workspace w ON w.workspace_id = k.workspace_id"
                    + "   AND w.deleted_until IS NULL"
                    + " WHERE k.key_hash = :hash"
                    // Whoever is kept out does not come in by a key of theirs either.
                    + " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.user_id = k.created_by"
                    + "   AND a.suspended_at IS NOT NULL)")
            .bind("hash", hash)
            .map((row, _) -> key(row))
            .findOne());
  }

  @Override
  public List<ApiKey> list(WorkspaceId workspace, Optional<String> after, int rows) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM api_key k WHERE k.workspace_id = :workspace"
                        + " AND (:after::text IS NULL OR k.id < :after)"
                        + " ORDER BY k.id DESC LIMIT :rows")
                .bind("workspace", workspace)
                .bind("after", after.orElse(null))
                .bind("rows", rows)
                .map((row, _) -> key(row))
                .list());
  }

  @Override
  public Optional<Revoked> revoke(WorkspaceId workspace, String id, Instant at, AuditEntry audit) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          boolean first =
              handle
                      .createUpdate(
                          """
                          UPDATE api_key SET revoked_at = :at
                          WHERE workspace_id = :workspace AND id = :id AND revoked_at IS NULL
                          """)
                      .bind("at", at)
                      .bind("workspace", workspace)
                      .bind("id", id)
                      .execute()
                  == 1;
          if (first) {
            AuditTable.append(handle, new AuditChain.OfWorkspace(workspace), audit);
          }
          return handle
              .createQuery(
                  "SELECT id, key_hash FROM api_key WHERE workspace_id = :workspace AND id = :id")
              .bind("workspace", workspace)
              .bind("id", id)
              .map((row, _) -> new Revoked(new ApiKeyId(row.getString(1)), row.getBytes(2)))
              .findOne();
        });
  }

  @Override
  public void used(WorkspaceId workspace, ApiKeyId id, Instant at) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE api_key SET last_used_at = :at
                    WHERE workspace_id = :workspace AND id = :id
                    AND (last_used_at IS NULL OR last_used_at < :at)
                    """)
                .bind("at", at)
                .bind("workspace", workspace)
                .bind("id", id)
                .execute());
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        new ApiKeyId(row.getString("id")),
        new WorkspaceId(row.getString("workspace_id")),
        row.getString("name"),
        row.getString("prefix"),
        row.getString("last4"),
        scopes((String[]) row.getArray("scopes").getArray()),
        new UserId(row.getString("created_by")),
        AccountTable.instant(row, "created_at"),
        AccountTable.instant(row, "expires_at"),
        moment(row, "last_used_at"),
        moment(row, "revoked_at"));
  }

  /** A scope that this version does not know opens nothing. */
  private static Set<Permission> scopes(String[] codes) {
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (Permission permission : Permission.values()) {
      if (Arrays.asList(codes).contains(permission.code())) {
        scopes.add(permission);
      }
    }
    return scopes;
  }

  static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
