package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.SealedRowsPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.SingleSignOn;
import com.quotahit.core.workspace.SingleSignOnPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Identity providers in {@code single_sign_on} and its sisters. Finding one by a domain, and an
 * attempt by its state, comes before any workspace is known, so those queries see all of them.
 */
public final class SingleSignOnTable implements SingleSignOnPort, SealedRowsPort {

  private static final String QUERY =
      """
      SELECT s.workspace_id, s.issuer, s.client_id, s.seal_version, s.sealed, s.demand,
             s.updated_at,
             ARRAY(SELECT d.domain FROM single_sign_on_domain d
                   WHERE d.workspace_id = s.workspace_id ORDER BY d.domain) AS domains
      FROM single_sign_on s\
      """;

  private final TenantScope tenants;

  public SingleSignOnTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public Optional<SingleSignOn> of(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(QUERY + " WHERE s.workspace_id = :workspace")
                .bind("workspace", workspace)
                .map((row, _) -> read(row))
                .findOne());
  }

  @Override
  public Optional<SingleSignOn> byDomain(String domain) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                QUERY
                    + " WHERE s.workspace_id ="
                    + " (SELECT workspace_id FROM single_sign_on_domain WHERE domain = :domain)")
            .bind("domain", domain)
            .map((row, _) -> read(row))
            .findOne());
  }

  @Override
  public Saved save(SingleSignOn wanted) {
    return tenants.acrossWorkspaces(handle -> {
      for (String domain : wanted.domains()) {
        if (!claim(handle, domain, wanted.workspace())) {
          handle.rollback();
          return new Saved.DomainTaken(domain);
        }
      }
      handle
          .createUpdate(
              """
              DELETE FROM single_sign_on_domain
              WHERE workspace_id = :workspace AND NOT (domain = ANY(:domains))
              """)
          .bind("workspace", wanted.workspace())
          .bindArray("domains", String.class, wanted.domains())
          .execute();
      forgetOtherIssuers(handle, wanted);
      write(handle, wanted);
      return new Saved.Yes();
    });
  }

  /** The domain's key decides between two who name it at once. */
  private static boolean claim(Handle handle, String domain, WorkspaceId workspace) {
    handle
        .createUpdate(
            """
            INSERT INTO single_sign_on_domain (domain, workspace_id)
            VALUES (:domain, :workspace) ON CONFLICT (domain) DO NOTHING
            """)
        .bind("domain", domain)
        .bind("workspace", workspace)
        .execute();
    return handle
        .createQuery(
            "SELECT workspace_id = :workspace FROM single_sign_on_domain WHERE domain = :domain")
        .bind("domain", domain)
        .bind("workspace", workspace)
        .mapTo(boolean.class)
        .one();
  }

  /** A subject of another issuer is another person. */
  private static void forgetOtherIssuers(Handle handle, SingleSignOn wanted) {
    handle
        .createUpdate(
            """
            DELETE FROM single_sign_on_identity
            WHERE workspace_id = :workspace AND issuer <> :issuer
            """)
        .bind("workspace", wanted.workspace())
        .bind("issuer", wanted.issuer())
        .execute();
  }

  private static void write(Handle handle, SingleSignOn wanted) {
    handle
        .createUpdate(
            """
            INSERT INTO single_sign_on
              (workspace_id, issuer, client_id, seal_version, sealed, demand, updated_at)
            VALUES (:workspace, :issuer, :client, :version, :sealed, :demand, :at)
            ON CONFLICT (workspace_id) DO UPDATE
            SET issuer = excluded.issuer, client_id = excluded.client_id,
                seal_version = excluded.seal_version, sealed = excluded.sealed,
                demand = excluded.demand, updated_at = excluded.updated_at
            """)
        .bind("workspace", wanted.workspace())
        .bind("issuer", wanted.issuer())
        .bind("client", wanted.clientId())
        .bind("version", wanted.clientSecret().keyVersion())
        .bind("sealed", wanted.clientSecret().bytes())
        .bind("demand", wanted.demand().name().toLowerCase(Locale.ROOT))
        .bind("at", wanted.updatedAt())
        .execute();
  }

  @Override
  public boolean remove(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          int removed = 0;
          for (String table :
              List.of(
                  "single_sign_on_attempt",
                  "single_sign_on_identity",
                  "single_sign_on_domain",
                  "single_sign_on")) {
            removed =
                handle
                    .createUpdate("DELETE FROM " + table + " WHERE workspace_id = :workspace")
                    .bind("workspace", workspace)
                    .execute();
          }
          return removed == 1;
        });
  }

  @Override
  public void begin(Attempt attempt) {
    tenants.useWorkspace(
        attempt.workspace(),
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO single_sign_on_attempt
                      (state_hash, browser_hash, workspace_id, expires_at)
                    VALUES (:state, :browser, :workspace, :expires)
                    """)
                .bind("state", attempt.stateHash())
                .bind("browser", attempt.browserHash())
                .bind("workspace", attempt.workspace())
                .bind("expires", attempt.expiresAt())
                .execute());
  }

  @Override
  public Optional<Attempt> end(byte[] stateHash, Instant now) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                DELETE FROM single_sign_on_attempt
                WHERE state_hash = :state AND expires_at > :now
                RETURNING browser_hash, workspace_id, expires_at
                """)
            .bind("state", stateHash)
            .bind("now", now)
            .map((row, _) ->
                new Attempt(
                    stateHash,
                    row.getBytes("browser_hash"),
                    new WorkspaceId(row.getString("workspace_id")),
                    AccountTable.instant(row, "expires_at")))
            .findOne());
  }

  @Override
  public Optional<UserId> linked(WorkspaceId workspace, String issuer, String subject) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT user_id FROM single_sign_on_identity
                    WHERE workspace_id = :workspace AND issuer = :issuer AND subject = :subject
                    """)
                .bind("workspace", workspace)
                .bind("issuer", issuer)
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne()
                .map(UserId::new));
  }

  @Override
  public void link(WorkspaceId workspace, String issuer, String subject, UserId user, Instant now) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO single_sign_on_identity
                      (workspace_id, issuer, subject, user_id, linked_at)
                    VALUES (:workspace, :issuer, :subject, :user, :now) ON CONFLICT DO NOTHING
                    """)
                .bind("workspace", workspace)
                .bind("issuer", issuer)
                .bind("subject", subject)
                .bind("user", user)
                .bind("now", now)
                .execute());
  }

  @Override
  public int forgetAttempts(Instant now) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM single_sign_on_attempt WHERE state_hash IN (
                  SELECT state_hash FROM single_sign_on_attempt
                  WHERE expires_at < :now LIMIT 1000)
                """)
            .bind("now", now)
            .execute());
  }

  @Override
  public int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap) {
    return tenants.acrossWorkspaces(handle -> {
      List<SingleSignOn> rows =
          handle
              .createQuery(QUERY + " WHERE s.seal_version < :version LIMIT :most FOR UPDATE OF s")
              .bind("version", version)
              .bind("most", most)
              .map((row, _) -> read(row))
              .list();
      for (SingleSignOn row : rows) {
        Sealed next = rewrap.apply(row.clientSecret());
        handle
            .createUpdate(
                """
                UPDATE single_sign_on SET seal_version = :version, sealed = :sealed
                WHERE workspace_id = :workspace
                """)
            .bind("version", next.keyVersion())
            .bind("sealed", next.bytes())
            .bind("workspace", row.workspace())
            .execute();
      }
      return rows.size();
    });
  }

  private static SingleSignOn read(ResultSet row) throws SQLException {
    return new SingleSignOn(
        new WorkspaceId(row.getString("workspace_id")),
        row.getString("issuer"),
        row.getString("client_id"),
        new Sealed(row.getInt("seal_version"), row.getBytes("sealed")),
        List.of((String[]) row.getArray("domains").getArray()),
        SingleSignOn.Demand.valueOf(row.getString("demand").toUpperCase(Locale.ROOT)),
        AccountTable.instant(row, "updated_at"));
  }
}
