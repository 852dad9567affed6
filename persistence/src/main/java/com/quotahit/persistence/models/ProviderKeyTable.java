package com.quotahit.persistence.models;

import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeyLevels;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.KeyStatus;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.ProviderKeysPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Keys of one's own as rows of their workspace; what is in them is sealed. */
public final class ProviderKeyTable implements ProviderKeysPort {

  private static final String ALL =
      """
      SELECT workspace_id, owner, provider, id, label, key_version, ciphertext, last4, status, reason,
             checked_at, expires_at, base_url, created_by, created_at, version
      FROM provider_key
      """;

  private final TenantScope tenants;

  public ProviderKeyTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public Shelf ofWorkspace(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace, handle -> new Shelf(keys(handle, workspace), levels(handle, workspace)));
  }

  private static List<ProviderKey> keys(Handle handle, WorkspaceId workspace) {
    return handle
        .createQuery(ALL + " WHERE workspace_id = :ws ORDER BY provider, owner")
        .bind("ws", workspace)
        .map((row, _) -> key(row))
        .list();
  }

  private static KeyLevels levels(Handle handle, WorkspaceId workspace) {
    return handle
        .createQuery("SELECT user_keys, platform_keys FROM model_levels WHERE workspace_id = :ws")
        .bind("ws", workspace)
        .map((row, _) ->
            new KeyLevels(
                level(row.getBoolean("user_keys")), level(row.getBoolean("platform_keys"))))
        .findOne()
        .orElse(KeyLevels.USUAL);
  }

  private static KeyLevels.Level level(boolean on) {
    return on ? KeyLevels.Level.ON : KeyLevels.Level.OFF;
  }

  @Override
  public void save(ProviderKey key) {
    tenants.useWorkspace(
        key.workspace(),
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO provider_key AS k (workspace_id, owner, provider, id, label, key_version,
                      ciphertext, last4, status, reason, checked_at, expires_at, base_url, created_by,
                      created_at, version)
                    VALUES (:ws, :owner, :provider, :id, :label, :keyVersion, :ciphertext, :last4, :status,
                      :reason, :checked, :expires, :url, :by, :at, :version)
                    ON CONFLICT (workspace_id, owner, provider) DO UPDATE
                    SET id = excluded.id, label = excluded.label, key_version = excluded.key_version,
                        ciphertext = excluded.ciphertext, last4 = excluded.last4, status = excluded.status,
                        reason = excluded.reason, checked_at = excluded.checked_at,
                        expires_at = excluded.expires_at, base_url = excluded.base_url,
                        created_by = excluded.created_by, created_at = excluded.created_at,
                        version = k.version + 1, lease_until = NULL
                    """)
                .bind("ws", key.workspace())
                .bind("owner", key.owner().subject())
                .bind("provider", key.provider().code())
                .bind("id", key.id())
                .bind("label", key.label())
                .bind("keyVersion", key.sealed().keyVersion())
                .bind("ciphertext", key.sealed().bytes())
                .bind("last4", key.last4())
                .bind("status", key.status().code())
                .bind("reason", key.reason().map(KeyFault::code))
                .bind("checked", key.checkedAt())
                .bind("expires", key.expiresAt())
                .bind("url", key.baseUrl().map(URI::toString))
                .bind("by", key.createdBy())
                .bind("at", key.createdAt())
                .bind("version", key.version())
                .execute());
  }

  @Override
  public boolean remove(WorkspaceId workspace, KeyOwner owner, Provider provider) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                    .createUpdate(
                        """
                        DELETE FROM provider_key
                        WHERE workspace_id = :ws AND owner = :owner AND provider = :provider
                        """)
                    .bind("ws", workspace)
                    .bind("owner", owner.subject())
                    .bind("provider", provider.code())
                    .execute()
                > 0);
  }

  @Override
  public Optional<KeyStatus> checked(ProviderKey before, ProviderKey after) {
    return tenants.inWorkspace(
        before.workspace(),
        handle ->
            handle
                        .createUpdate(
                            """
                            UPDATE provider_key
                            SET status = :status, reason = :reason, checked_at = :checked,
                                version = :next, lease_until = NULL
                            WHERE workspace_id = :ws AND id = :id AND version = :version
                            """)
                        .bind("status", after.status().code())
                        .bind("reason", after.reason().map(KeyFault::code))
                        .bind("checked", after.checkedAt())
                        .bind("next", after.version())
                        .bind("ws", before.workspace())
                        .bind("id", before.id())
                        .bind("version", before.version())
                        .execute()
                    > 0
                ? Optional.of(before.status())
                : Optional.empty());
  }

  @Override
  public void setLevels(WorkspaceId workspace, KeyLevels levels) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO model_levels (workspace_id, user_keys, platform_keys)
                    VALUES (:ws, :user, :platform)
                    ON CONFLICT (workspace_id) DO UPDATE
                    SET user_keys = excluded.user_keys, platform_keys = excluded.platform_keys
                    """)
                .bind("ws", workspace)
                .bind("user", levels.user() == KeyLevels.Level.ON)
                .bind("platform", levels.platform() == KeyLevels.Level.ON)
                .execute());
  }

  @Override
  public List<ProviderKey> past(Instant now, int most) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                ALL
                    + """
                    WHERE expires_at <= :now AND status <> 'expired'
                    ORDER BY expires_at LIMIT :most
                    """)
            .bind("now", now)
            .bind("most", most)
            .map((row, _) -> key(row))
            .list());
  }

  @Override
  public List<ProviderKey> due(Instant before, Duration lease, int most) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                UPDATE provider_key SET lease_until = now() + :lease * interval '1 millisecond'
                WHERE (workspace_id, owner, provider) IN (
                  SELECT workspace_id, owner, provider FROM provider_key
                  WHERE coalesce(checked_at, created_at) < :before
                    AND status NOT IN ('invalid', 'revoked', 'expired')
                    AND (lease_until IS NULL OR lease_until < now())
                  ORDER BY coalesce(checked_at, created_at) LIMIT :most FOR UPDATE SKIP LOCKED)
                RETURNING workspace_id, owner, provider, id, label, key_version, ciphertext, last4,
                  status, reason, checked_at, expires_at, base_url, created_by, created_at, version
                """)
            .bind("lease", lease.toMillis())
            .bind("before", before)
            .bind("most", most)
            .map((row, _) -> key(row))
            .list());
  }

  private record Row(String workspace, String owner, String provider, Sealed sealed) {}

  @Override
  public int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap) {
    return tenants.acrossWorkspaces(handle -> {
      List<Row> rows =
          handle
              .createQuery(
                  """
                  SELECT workspace_id, owner, provider, key_version, ciphertext FROM provider_key
                  WHERE key_version < :version
                  ORDER BY workspace_id, owner, provider LIMIT :most FOR UPDATE SKIP LOCKED
                  """)
              .bind("version", version)
              .bind("most", most)
              .map((row, _) ->
                  new Row(
                      row.getString("workspace_id"),
                      row.getString("owner"),
                      row.getString("provider"),
                      sealed(row)))
              .list();
      for (Row row : rows) {
        Sealed next = rewrap.apply(row.sealed);
        handle
            .createUpdate(
                """
                UPDATE provider_key SET key_version = :version, ciphertext = :ciphertext
                WHERE workspace_id = :ws AND owner = :owner AND provider = :provider
                """)
            .bind("version", next.keyVersion())
            .bind("ciphertext", next.bytes())
            .bind("ws", row.workspace)
            .bind("owner", row.owner)
            .bind("provider", row.provider)
            .execute();
      }
      return rows.size();
    });
  }

  private static Sealed sealed(ResultSet row) throws SQLException {
    return new Sealed(row.getInt("key_version"), row.getBytes("ciphertext"));
  }

  private static ProviderKey key(ResultSet row) throws SQLException {
    return new ProviderKey(
        new KeyId(row.getString("id")),
        new WorkspaceId(row.getString("workspace_id")),
        KeyOwner.of(row.getString("owner")),
        Provider.of(row.getString("provider")).orElseThrow(),
        row.getString("label"),
        sealed(row),
        row.getString("last4"),
        KeyStatus.of(row.getString("status")).orElseThrow(),
        Optional.ofNullable(row.getString("reason"))
            .map(code -> KeyFault.valueOf(code.toUpperCase(Locale.ROOT))),
        instant(row, "checked_at"),
        instant(row, "expires_at"),
        Optional.ofNullable(row.getString("base_url")).map(URI::create),
        new UserId(row.getString("created_by")),
        instant(row, "created_at").orElseThrow(),
        row.getLong("version"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
