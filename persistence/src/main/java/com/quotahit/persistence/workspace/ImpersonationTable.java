package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.ImpersonationsPort;
import com.quotahit.core.workspace.Role;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.workspace.AuditTable.Chained;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Impersonations in the table {@code impersonation}. Their beginning and end stand in the audit log
 * of the tenant and of the installation, written in the same transaction: there is none without.
 */
public final class ImpersonationTable implements ImpersonationsPort {

  private final TenantScope tenants;
  private final MailOutbox mail;

  public ImpersonationTable(Database database) {
    this.tenants = database.tenants();
    this.mail = new MailOutbox(database, InstantSource.system());
  }

  @Override
  public Opened begin(Opening opening, String consentId) {
    return tenants.acrossWorkspaces(handle -> {
      Optional<byte[]> before = lockedSession(handle, opening);
      if (before.isEmpty()) {
        return new Opened.NotAllowed();
      }
      Optional<Boolean> targetIsAdmin = target(handle, opening);
      if (targetIsAdmin.isEmpty()) {
        return new Opened.NoSuchMember();
      }
      if (targetIsAdmin.get()) {
        return new Opened.OfAnAdmin();
      }
      ConsentRows consents = new ConsentRows(handle, opening.workspace());
      if (consents.required() && !consents.use(opening)) {
        return new Opened.ConsentNeeded(consents.ask(opening, consentId));
      }
      insert(handle, opening);
      List<Chained> log = new ArrayList<>();
      note(
          opening.workspace(),
          new AuditEntry(
              "impersonation.began",
              "user:" + opening.user(),
              Map.of(),
              Map.of(
                  "impersonation", opening.impersonation().id(),
                  "reason", opening.impersonation().reason(),
                  "mode", opening.impersonation().mode().name(),
                  "until", opening.impersonation().until().toString()),
              new By.Person(opening.impersonation().admin()),
              opening.from(),
              opening.requestId(),
              opening.at()),
          log);
      AuditTable.appendAll(handle, log);
      letters(handle, opening);
      return new Opened.Begun(before.get());
    });
  }

  /** The session of an admin who acts for themselves; nobody else touches it meanwhile. */
  private static Optional<byte[]> lockedSession(Handle handle, Opening opening) {
    return handle
        .createQuery(
            """
            SELECT s.token_hash FROM session s
            JOIN platform_admin p ON p.user_id = s.user_id
            JOIN account a ON a.user_id = s.user_id AND a.suspended_at IS NULL
            WHERE s.session_id = :session AND s.user_id = :admin
              AND NOT EXISTS (SELECT 1 FROM impersonation i
                              WHERE i.session_id = s.session_id AND i.ended_at IS NULL)
            FOR UPDATE OF s
            """)
        .bind("session", opening.sessionId())
        .bind("admin", opening.impersonation().admin())
        .map((row, _) -> row.getBytes("token_hash"))
        .findOne();
  }

  /** Whether the one to be looked at is an admin of the platform; empty when there is nobody. */
  private static Optional<Boolean> target(Handle handle, Opening opening) {
    return handle
        .createQuery(
            """
            SELECT p.user_id IS NOT NULL AS admin FROM workspace_member m
            JOIN workspace w ON w.workspace_id = m.workspace_id AND w.deleted_until IS NULL
            JOIN account a ON a.user_id = m.user_id
              AND a.suspended_at IS NULL AND a.deleted_at IS NULL
            LEFT JOIN platform_admin p ON p.user_id = m.user_id
            WHERE m.workspace_id = :workspace AND m.user_id = :user AND m.active
            """)
        .bind("workspace", opening.workspace())
        .bind("user", opening.user())
        .mapTo(boolean.class)
        .findOne();
  }

  /** To the owners, and to the one in whose name it is. */
  private void letters(Handle handle, Opening opening) {
    Impersonation begun = opening.impersonation();
    record To(String email, String person, String workspace) {}
    handle
        .createQuery(
            """
            SELECT a.email, u.name AS person, w.name AS workspace
            FROM workspace_member m
            JOIN account a ON a.user_id = m.user_id AND a.deleted_at IS NULL
            JOIN workspace w ON w.workspace_id = m.workspace_id
            JOIN account u ON u.user_id = :user
            WHERE m.workspace_id = :workspace AND m.active
              AND (m.role = :owner OR m.user_id = :user)
            """)
        .bind("workspace", opening.workspace())
        .bind("user", opening.user())
        .bind("owner", Role.OWNER.code())
        .map((row, _) ->
            new To(row.getString("email"), row.getString("person"), row.getString("workspace")))
        .forEach(to ->
            mail.plan(
                handle,
                opening.workspace(),
                new Letter(
                    to.email(),
                    new Template.ImpersonationNotice(
                        to.workspace(),
                        begun.adminName(),
                        to.person(),
                        begun.reason(),
                        opening.at(),
                        begun.until()),
                    begun.id() + "/" + to.email()),
                opening.at()));
  }

  private static void insert(Handle handle, Opening opening) {
    Impersonation wanted = opening.impersonation();
    handle
        .createUpdate(
            """
            INSERT INTO impersonation (id, session_id, admin_id, workspace_id, user_id, reason,
                                       mode, began_at, until)
            VALUES (:id, :session, :admin, :workspace, :user, :reason, :mode, :at, :until)
            """)
        .bind("id", wanted.id())
        .bind("session", opening.sessionId())
        .bind("admin", wanted.admin())
        .bind("workspace", opening.workspace())
        .bind("user", opening.user())
        .bind("reason", wanted.reason())
        .bind("mode", wanted.mode().name())
        .bind("at", opening.at())
        .bind("until", wanted.until())
        .execute();
    handle
        .createUpdate("UPDATE session SET token_hash = :hash WHERE session_id = :session")
        .bind("hash", opening.tokenHash())
        .bind("session", opening.sessionId())
        .execute();
  }

  private static void note(WorkspaceId workspace, AuditEntry entry, List<Chained> log) {
    log.add(Chained.of(workspace, entry));
    log.add(Chained.ofPlatform(entry.after(with(entry.after(), "workspace", workspace.value()))));
  }

  private static Map<String, String> with(Map<String, String> values, String name, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, value);
    return more;
  }

  @Override
  public Optional<Acting> of(String sessionId, Instant now) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                SELECT i.id, i.admin_id, admin.name AS admin_name, i.reason, i.mode, i.until,
                       i.workspace_id, i.user_id, m.role
                FROM impersonation i
                JOIN account admin ON admin.user_id = i.admin_id
                JOIN account a ON a.user_id = i.user_id
                  AND a.suspended_at IS NULL AND a.deleted_at IS NULL
                JOIN workspace_member m ON m.workspace_id = i.workspace_id
                  AND m.user_id = i.user_id AND m.active
                JOIN workspace w ON w.workspace_id = i.workspace_id AND w.deleted_until IS NULL
                WHERE i.session_id = :session AND i.ended_at IS NULL AND i.until > :now
                """)
            .bind("session", sessionId)
            .bind("now", now)
            .map((row, _) -> acting(row))
            .findOne());
  }

  private static Acting acting(ResultSet row) throws SQLException {
    return new Acting(
        new Impersonation(
            row.getString("id"),
            new UserId(row.getString("admin_id")),
            row.getString("admin_name"),
            row.getString("reason"),
            Impersonation.Mode.valueOf(row.getString("mode")),
            AccountTable.instant(row, "until")),
        new WorkspaceId(row.getString("workspace_id")),
        new UserId(row.getString("user_id")),
        Role.of(row.getString("role")).orElseThrow());
  }

  @Override
  public Optional<Ended> end(String impersonationId, byte[] tokenHash, Instant at) {
    return tenants.acrossWorkspaces(handle ->
        over(handle, impersonationId, End.STOPPED, at)
            .flatMap(over -> {
              Optional<byte[]> before =
                  handle
                      .createQuery(
                          "SELECT token_hash FROM session WHERE session_id = :id FOR UPDATE")
                      .bind("id", over.session)
                      .map((row, _) -> row.getBytes(1))
                      .findOne();
              handle
                  .createUpdate("UPDATE session SET token_hash = :hash WHERE session_id = :id")
                  .bind("hash", tokenHash)
                  .bind("id", over.session)
                  .execute();
              return before.map(hash -> new Ended(over.id, hash));
            }));
  }

  @Override
  public Optional<Ended> signOut(String impersonationId, Instant at) {
    return tenants.acrossWorkspaces(handle ->
        over(handle, impersonationId, End.SIGNED_OUT, at)
            .flatMap(over ->
                handle
                    .createQuery("DELETE FROM session WHERE session_id = :id RETURNING token_hash")
                    .bind("id", over.session)
                    .map((row, _) -> new Ended(over.id, row.getBytes(1)))
                    .findOne()));
  }

  private static Optional<Over> over(Handle handle, String id, End why, Instant at) {
    List<Chained> log = new ArrayList<>();
    List<Over> over = ended(handle, "id = :which", id, why, at, log);
    AuditTable.appendAll(handle, log);
    return over.stream().findFirst();
  }

  @Override
  public List<Ended> expire(Instant now) {
    return tenants.acrossWorkspaces(handle -> {
      List<Chained> log = new ArrayList<>();
      List<Over> over =
          ended(
              handle,
              "until <= CAST(:which AS timestamptz)",
              now.toString(),
              End.EXPIRED,
              now,
              log);
      AuditTable.appendAll(handle, log);
      return withHashes(handle, over);
    });
  }

  /**
   * All in which this user takes part on either side, because the right to it is taken away.
   *
   * @param log where the entries are put that the caller must write
   */
  static List<Ended> withdraw(Handle handle, UserId user, Instant at, List<Chained> log) {
    String which = "(admin_id = :which OR user_id = :which)";
    return withHashes(handle, ended(handle, which, user.value(), End.WITHDRAWN, at, log));
  }

  private record Over(String id, String session) {}

  private static List<Over> ended(
      Handle handle, String which, String value, End why, Instant at, List<Chained> log) {
    return handle
        .createQuery(
            "UPDATE impersonation SET ended_at = :at, ended_by = :why"
                + " WHERE ended_at IS NULL AND "
                + which
                + " RETURNING id, session_id, admin_id, workspace_id, user_id")
        .bind("at", at)
        .bind("why", why.name())
        .bind("which", value)
        .map((row, _) -> {
          note(
              new WorkspaceId(row.getString("workspace_id")),
              new AuditEntry(
                  "impersonation.ended",
                  "user:" + row.getString("user_id"),
                  Map.of(),
                  Map.of("impersonation", row.getString("id"), "why", why.name()),
                  new By.Person(new UserId(row.getString("admin_id"))),
                  "",
                  "",
                  at),
              log);
          return new Over(row.getString("id"), row.getString("session_id"));
        })
        .list();
  }

  private static List<Ended> withHashes(Handle handle, List<Over> over) {
    List<Ended> ended = new ArrayList<>();
    for (Over one : over) {
      handle
          .createQuery("SELECT token_hash FROM session WHERE session_id = :id")
          .bind("id", one.session)
          .map((row, _) -> new Ended(one.id, row.getBytes(1)))
          .findOne()
          .ifPresent(ended::add);
    }
    return ended;
  }

  @Override
  public boolean consentRequired(WorkspaceId workspace) {
    return tenants.inWorkspace(workspace, handle -> new ConsentRows(handle, workspace).required());
  }

  @Override
  public void requireConsent(WorkspaceId workspace, boolean required) {
    tenants.useWorkspace(workspace, handle -> new ConsentRows(handle, workspace).require(required));
  }

  @Override
  public List<Consent> consents(WorkspaceId workspace, Instant now) {
    return tenants.inWorkspace(workspace, handle -> new ConsentRows(handle, workspace).open(now));
  }

  @Override
  public boolean decide(
      WorkspaceId workspace, String consentId, boolean granted, UserId by, Instant now) {
    return tenants.inWorkspace(
        workspace,
        handle -> new ConsentRows(handle, workspace).decide(consentId, granted, by, now));
  }
}
