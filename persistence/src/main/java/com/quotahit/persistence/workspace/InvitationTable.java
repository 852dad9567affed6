package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.ApiKeyText;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.Invitation;
import com.quotahit.core.workspace.InvitationId;
import com.quotahit.core.workspace.InvitationsPort;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.outbox.MailOutbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Invitations in the table {@code workspace_invitation}. Looking one up by its link comes before
 * any workspace is known, so that one query sees all of them.
 */
public final class InvitationTable implements InvitationsPort {

  static final String COLUMNS =
      "i.workspace_id, i.id, i.email, i.role, i.team_id, i.state, i.invited_by, i.created_at,"
          + " i.expires_at";

  private final TenantScope tenants;
  private final MailOutbox mail;

  public InvitationTable(Database database, MailOutbox mail) {
    this.tenants = database.tenants();
    this.mail = mail;
  }

  @Override
  public Sent invite(Invitation invitation, LinkToken token, int most, AuditEntry audit) {
    return tenants.inWorkspace(
        invitation.workspace(),
        handle -> {
          oneAtATime(handle, invitation.workspace());
          if (unproven(handle, invitation)) {
            return new Sent.AddressNotProven();
          }
          if (isMember(handle, invitation)) {
            return new Sent.AlreadyMember();
          }
          handle
              .createUpdate(
                  """
                  UPDATE workspace_invitation SET state = 'revoked'
                  WHERE workspace_id = :workspace AND email = :email AND state = 'pending'
                    AND id <> :id
                  """)
              .bind("workspace", invitation.workspace())
              .bind("email", invitation.email())
              .bind("id", invitation.id())
              .execute();
          if (open(handle, invitation) >= most) {
            handle.rollback();
            return new Sent.TooMany(most);
          }
          insert(handle, invitation, token);
          post(handle, invitation, token);
          note(handle, invitation.workspace(), audit);
          return new Sent.Invited(invitation);
        });
  }

  private static void note(Handle handle, WorkspaceId workspace, AuditEntry audit) {
    AuditTable.append(handle, new AuditChain.OfWorkspace(workspace), audit);
  }

  /** Inviting is seldom, and two at once for one address must see each other. */
  private static void oneAtATime(Handle handle, WorkspaceId workspace) {
    handle
        .createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext('invite ' || :workspace))")
        .bind("workspace", workspace)
        .mapTo(int.class)
        .one();
  }

  /** A partner's key has no address of its own to prove. */
  private static boolean unproven(Handle handle, Invitation invitation) {
    return handle
        .createQuery("SELECT email_verified_at IS NULL FROM account WHERE user_id = :by")
        .bind("by", invitation.invitedBy())
        .mapTo(boolean.class)
        .findOne()
        .orElse(false);
  }

  private static boolean isMember(Handle handle, Invitation invitation) {
    return handle
        .createQuery(
            """
            SELECT true FROM workspace_member m JOIN account a ON a.user_id = m.user_id
            WHERE m.workspace_id = :workspace AND m.active AND a.email = :email
            """)
        .bind("workspace", invitation.workspace())
        .bind("email", invitation.email())
        .mapTo(boolean.class)
        .findOne()
        .orElse(false);
  }

  private static long open(Handle handle, Invitation invitation) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM workspace_invitation
            WHERE workspace_id = :workspace AND state = 'pending' AND expires_at > :now
            """)
        .bind("workspace", invitation.workspace())
        .bind("now", invitation.createdAt())
        .mapTo(long.class)
        .one();
  }

  private static void insert(Handle handle, Invitation invitation, LinkToken token) {
    handle
        .createUpdate(
            """
            INSERT INTO workspace_invitation
              (workspace_id, id, email, role, team_id, token_hash, invited_by, created_at, expires_at)
            VALUES (:workspace, :id, :email, :role, :team, :hash, :by, :at, :expires)
            ON CONFLICT (workspace_id, id) DO UPDATE SET token_hash = excluded.token_hash
            """)
        .bind("workspace", invitation.workspace())
        .bind("id", invitation.id())
        .bind("email", invitation.email())
        .bind("role", invitation.role().code())
        .bind("team", invitation.team().map(TeamId::value).orElse(null))
        .bind("hash", hash(token))
        .bind("by", invitation.invitedBy())
        .bind("at", invitation.createdAt())
        .bind("expires", invitation.expiresAt())
        .execute();
  }

  private void post(Handle handle, Invitation invitation, LinkToken token) {
    String workspace =
        handle
            .createQuery("SELECT name FROM workspace WHERE workspace_id = :workspace")
            .bind("workspace", invitation.workspace())
            .mapTo(String.class)
            .one();
    String inviter =
        handle
            .createQuery("SELECT name FROM account WHERE user_id = :user")
            .bind("user", invitation.invitedBy())
            .mapTo(String.class)
            .findOne()
            .orElse(workspace);
    mail.plan(
        handle,
        invitation.workspace(),
        new Letter(
            invitation.email().value(),
            new Template.Invitation(
                inviter,
                workspace,
                invitation.role().code().replace('_', ' '),
                token,
                invitation.expiresAt()),
            "invitation/"
                + invitation.id()
                + "/"
                + HexFormat.of().formatHex(hash(token)).substring(0, 16)));
  }

  @Override
  public Sent resend(
      WorkspaceId workspace, String id, LinkToken token, Instant expiresAt, AuditEntry audit) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          oneAtATime(handle, workspace);
          Optional<Invitation> again =
              handle
                  .createQuery(
                      "UPDATE workspace_invitation i SET token_hash = :hash, expires_at = :expires"
                          + " WHERE i.workspace_id = :workspace AND i.id = :id"
                          + " AND i.state = 'pending' RETURNING "
                          + COLUMNS)
                  .bind("hash", hash(token))
                  .bind("expires", expiresAt)
                  .bind("workspace", workspace)
                  .bind("id", id)
                  .map((row, _) -> invitation(row))
                  .findOne();
          again.ifPresent(invitation -> {
            post(handle, invitation, token);
            note(handle, workspace, audit);
          });
          return again.<Sent>map(Sent.Invited::new).orElseGet(Sent.Gone::new);
        });
  }

  @Override
  public boolean revoke(WorkspaceId workspace, String id, AuditEntry audit) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          boolean revoked =
              handle
                      .createUpdate(
                          """
                          UPDATE workspace_invitation SET state = 'revoked'
                          WHERE workspace_id = :workspace AND id = :id AND state = 'pending'
                          """)
                      .bind("workspace", workspace)
                      .bind("id", id)
                      .execute()
                  == 1;
          if (revoked) {
            note(handle, workspace, audit);
          }
          return revoked;
        });
  }

  @Override
  public List<Invitation> list(WorkspaceId workspace, Optional<String> after, int rows) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM workspace_invitation i WHERE i.workspace_id = :workspace"
                        + " AND (:after::text IS NULL OR i.id < :after)"
                        + " ORDER BY i.id DESC LIMIT :rows")
                .bind("workspace", workspace)
                .bind("after", after.orElse(null))
                .bind("rows", rows)
                .map((row, _) -> invitation(row))
                .list());
  }

  @Override
  public Optional<Shown> shown(LinkToken token) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + ", w.name AS workspace_name, a.user_id AS account"
                    + " FROM workspace_invitation i"
                    + " JOIN workspace w ON w.workspace_id = i.workspace_id"
                    + "   AND w.deleted_until IS NULL"
                    + " LEFT JOIN account a ON a.email = i.email"
                    + " WHERE i.token_hash = :hash")
            .bind("hash", hash(token))
            .map((row, _) ->
                new Shown(
                    invitation(row),
                    row.getString("workspace_name"),
                    Optional.ofNullable(row.getString("account")).map(UserId::new)))
            .findOne());
  }

  @Override
  public int forget(Instant before) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM workspace_invitation WHERE (workspace_id, id) IN (
                  SELECT workspace_id, id FROM workspace_invitation
                  WHERE expires_at < :before AND state <> 'accepting' LIMIT 1000)
                """)
            .bind("before", before)
            .execute());
  }

  static byte[] hash(LinkToken token) {
    return ApiKeyText.hash(token.value());
  }

  static Invitation invitation(ResultSet row) throws SQLException {
    return new Invitation(
        new InvitationId(row.getString("id")),
        new WorkspaceId(row.getString("workspace_id")),
        new EmailAddress(row.getString("email")),
        Role.of(row.getString("role")).orElseThrow(),
        Optional.ofNullable(row.getString("team_id")).map(TeamId::new),
        Invitation.Standing.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        new UserId(row.getString("invited_by")),
        AccountTable.instant(row, "created_at"),
        AccountTable.instant(row, "expires_at"));
  }
}
