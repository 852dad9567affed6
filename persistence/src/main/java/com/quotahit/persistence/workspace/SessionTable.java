package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.SessionsPort;
import com.quotahit.core.workspace.SessionsPort.Ended;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Sessions in the table {@code session}. Looking one up by its secret comes before any workspace is
 * known, so that one query sees all of them.
 */
public final class SessionTable implements SessionsPort {

  private static final String COLUMNS =
      "s.session_id, s.token_hash, s.workspace_id, s.user_id, s.created_at, s.last_seen_at,"
          + " s.expires_at, s.user_agent, s.ip, s.proved_at, s.proved_by";

  private final TenantScope tenants;

  public SessionTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public void begin(Session session) {
    tenants.useWorkspace(
        session.workspace(),
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO session (session_id, token_hash, workspace_id, user_id, created_at,
                                         last_seen_at, expires_at, user_agent, ip,
                                         proved_at, proved_by)
                    VALUES (:id, :hash, :workspace, :user, :created, :seen, :expires, :agent, :ip,
                            :provedAt, :provedBy)
                    """)
                .bind("id", session.id())
                .bind("hash", session.tokenHash())
                .bind("workspace", session.workspace())
                .bind("user", session.user())
                .bind("created", session.createdAt())
                .bind("seen", session.lastSeenAt())
                .bind("expires", session.expiresAt())
                .bind("agent", session.userAgent())
                .bind("ip", session.ip())
                .bind("provedAt", session.proof().at())
                .bind("provedBy", session.proof().by().code())
                .execute());
  }

  /** Of a member {@code m}: their company speaks for their address, and asks to be asked. */
  private static final String COMPANY_ASKS =
      "m.role <> 'owner' AND EXISTS (SELECT 1 FROM single_sign_on o"
          + " JOIN single_sign_on_domain d ON d.workspace_id = o.workspace_id"
          + " JOIN account a ON a.user_id = m.user_id"
          + "   AND lower(split_part(a.email, '@', 2)) = d.domain"
          + " WHERE o.workspace_id = m.workspace_id AND o.demand = 'required')";

  private static final String UNVOUCHED = " s.proved_by <> 'single_sign_on' AND " + COMPANY_ASKS;

  @Override
  public boolean mustBeVouchedFor(UserId user, WorkspaceId workspace) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                "SELECT EXISTS (SELECT 1 FROM workspace_member m WHERE m.workspace_id = :workspace"
                    + " AND m.user_id = :user AND "
                    + COMPANY_ASKS
                    + ")")
            .bind("workspace", workspace)
            .bind("user", user)
            .mapTo(boolean.class)
            .one());
  }

  @Override
  public List<Ended> endUnvouched(WorkspaceId workspace) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                "DELETE FROM session s USING workspace_member m WHERE s.workspace_id = :workspace"
                    + " AND m.workspace_id = s.workspace_id AND m.user_id = s.user_id AND"
                    + UNVOUCHED
                    + " RETURNING s.session_id, s.token_hash")
            .bind("workspace", workspace)
            .map((row, _) -> new Ended(row.getString(1), row.getBytes(2)))
            .list());
  }

  @Override
  public Optional<Standing> find(byte[] tokenHash) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + ", m.role, p.user_id IS NOT NULL AS platform_admin FROM session s"
                    + " JOIN workspace_member m ON m.workspace_id = s.workspace_id"
                    + "   AND m.user_id = s.user_id AND m.active"
                    + " JOIN workspace w ON w.workspace_id = s.workspace_id"
                    + "   AND w.deleted_until IS NULL"
                    + " LEFT JOIN platform_admin p ON p.user_id = s.user_id"
                    + " WHERE s.token_hash = :hash"
                    // However somebody has got in: a suspended account opens nothing.
                    + " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.user_id = s.user_id"
                    + "   AND a.suspended_at IS NOT NULL) AND NOT ("
                    + UNVOUCHED
                    + ")")
            .bind("hash", tokenHash)
            .map((row, _) ->
                new Standing(
                    session(row),
                    Role.of(row.getString("role")).orElseThrow(),
                    row.getBoolean("platform_admin")))
            .findOne());
  }

  @Override
  public void seen(String sessionId, WorkspaceId workspace, Instant at) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE session SET last_seen_at = :at
                    WHERE session_id = :id AND last_seen_at < :at
                    """)
                .bind("id", sessionId)
                .bind("at", at)
                .execute());
  }

  @Override
  public List<Session> ofUser(UserId user) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM session s WHERE s.user_id = :user"
                    + " ORDER BY s.last_seen_at DESC LIMIT 100")
            .bind("user", user)
            .map((row, _) -> session(row))
            .list());
  }

  @Override
  public Optional<byte[]> end(UserId user, String sessionId) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                DELETE FROM session WHERE user_id = :user AND session_id = :id
                RETURNING token_hash
                """)
            .bind("user", user)
            .bind("id", sessionId)
            .map((row, _) -> row.getBytes(1))
            .findOne());
  }

  @Override
  public List<Ended> endAll(UserId user, Optional<String> keptSession) {
    return tenants.acrossWorkspaces(handle -> endAll(handle, user, keptSession));
  }

  /** In a transaction that sees all workspaces: somebody's devices are theirs everywhere. */
  static List<Ended> endAll(Handle handle, UserId user, Optional<String> keptSession) {
    return handle
        .createQuery(
            """
            DELETE FROM session WHERE user_id = :user AND session_id <> :kept
            RETURNING session_id, token_hash
            """)
        .bind("user", user)
        .bind("kept", keptSession.orElse(""))
        .map((row, _) -> new Ended(row.getString("session_id"), row.getBytes("token_hash")))
        .list();
  }

  @Override
  public Optional<byte[]> renew(UserId user, String sessionId, byte[] nextHash, Proof proof) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                UPDATE session s SET token_hash = :next, proved_at = :at, proved_by = :by
                FROM (SELECT session_id, token_hash FROM session
                      WHERE session_id = :id AND user_id = :user FOR UPDATE) old
                WHERE s.session_id = old.session_id
                RETURNING old.token_hash
                """)
            .bind("id", sessionId)
            .bind("user", user)
            .bind("next", nextHash)
            .bind("at", proof.at())
            .bind("by", proof.by().code())
            .map((row, _) -> row.getBytes(1))
            .findOne());
  }

  @Override
  public Optional<Ended> move(Moved moved, Instant at) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                WITH was AS (
                  SELECT session_id, token_hash FROM session
                  WHERE session_id = :id AND workspace_id = :from AND user_id = :user
                    AND proved_by <> 'single_sign_on'
                    AND NOT EXISTS (
                      SELECT 1 FROM single_sign_on o
                      JOIN single_sign_on_domain d USING (workspace_id)
                      JOIN workspace_member m USING (workspace_id)
                      JOIN account a ON a.user_id = m.user_id
                      WHERE o.workspace_id = :to AND o.demand = 'required'
                        AND m.user_id = :user AND m.role <> 'owner'
                        AND d.domain = split_part(a.email, '@', 2))
                  FOR UPDATE)
                UPDATE session s
                SET session_id = :next, token_hash = :hash, workspace_id = :to, last_seen_at = :at
                FROM was WHERE s.session_id = was.session_id
                RETURNING was.session_id, was.token_hash
                """)
            .bind("next", moved.id())
            .bind("hash", moved.tokenHash())
            .bind("to", moved.to())
            .bind("at", at)
            .bind("id", moved.sessionId())
            .bind("from", moved.from())
            .bind("user", moved.user())
            .map((row, _) -> new Ended(row.getString(1), row.getBytes(2)))
            .findOne());
  }

  @Override
  public List<Ended> endIn(WorkspaceId workspace, Optional<UserId> user) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    DELETE FROM session WHERE workspace_id = :workspace
                    AND (:user::text IS NULL OR user_id = :user)
                    RETURNING session_id, token_hash
                    """)
                .bind("workspace", workspace)
                .bind("user", user.map(UserId::value).orElse(null))
                .map((row, _) -> new Ended(row.getString(1), row.getBytes(2)))
                .list());
  }

  @Override
  public int forgetExpired(Instant now, Instant idleSince) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM session WHERE session_id IN (
                  SELECT session_id FROM session
                  WHERE expires_at < :now OR last_seen_at < :idle LIMIT 1000)
                """)
            .bind("now", now)
            .bind("idle", idleSince)
            .execute());
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString("session_id"),
        row.getBytes("token_hash"),
        new WorkspaceId(row.getString("workspace_id")),
        new UserId(row.getString("user_id")),
        AccountTable.instant(row, "created_at"),
        AccountTable.instant(row, "last_seen_at"),
        AccountTable.instant(row, "expires_at"),
        row.getString("user_agent"),
        row.getString("ip"),
        new Proof(
            AccountTable.instant(row, "proved_at"),
            SignInMethod.valueOf(row.getString("proved_by").toUpperCase(Locale.ROOT))));
  }
}
