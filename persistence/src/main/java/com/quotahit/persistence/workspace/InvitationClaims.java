package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.Invitation;
import com.quotahit.core.workspace.InvitationClaimsPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Taking up invitations of the table {@code workspace_invitation}. A link comes before any
 * workspace is known, so that one query sees all of them.
 */
public final class InvitationClaims implements InvitationClaimsPort {

  private final TenantScope tenants;

  public InvitationClaims(Database database) {
    this.tenants = database.tenants();
  }

  /** Whoever has the link has read the letter, so the address is proven. */
  @Override
  public Claim claim(LinkToken token, UserId user, Instant now) {
    return claim(
        token,
        now,
        (handle, invitation) -> {
          Optional<String> name =
              handle
                  .createQuery(
                      """
                      UPDATE account SET email_verified_at = coalesce(email_verified_at, :now)
                      WHERE user_id = :user AND email = :email RETURNING name
                      """)
                  .bind("now", now)
                  .bind("user", user)
                  .bind("email", invitation.email())
                  .mapTo(String.class)
                  .findOne();
          return name.<Claim>map(known -> new Claim.Yours(invitation, user, known))
              .orElseGet(Claim.OtherAddress::new);
        });
  }

  @Override
  public Claim claim(LinkToken token, Account.Newcomer newcomer, Instant now) {
    return claim(
        token,
        now,
        (handle, invitation) ->
            handle
                        .createUpdate(
                            """
                            INSERT INTO account (email, user_id, home_workspace, name,
                                                 workspace_name, password_hash, state, created_at,
                                                 email_verified_at, password_set_at)
                            SELECT :email, :user, :home, :name, w.name, :hash, 'active', :at, :at, :at
                            FROM workspace w WHERE w.workspace_id = :home
                            ON CONFLICT (email) DO NOTHING
                            """)
                        .bind("email", invitation.email())
                        .bind("user", newcomer.user())
                        .bind("home", invitation.workspace())
                        .bind("name", newcomer.name())
                        .bind("hash", newcomer.passwordHash())
                        .bind("at", now)
                        .execute()
                    == 1
                ? new Claim.Yours(invitation, newcomer.user(), newcomer.name())
                : new Claim.HasAccount());
  }

  private interface Claimed {
    Claim by(Handle handle, Invitation invitation);
  }

  /** The row is locked until the end, so that of many at once one finds it open. */
  private Claim claim(LinkToken token, Instant now, Claimed claimed) {
    return tenants.acrossWorkspaces(handle -> {
      Optional<Invitation> found =
          handle
              .createQuery(
                  "SELECT "
                      + InvitationTable.COLUMNS
                      + " FROM workspace_invitation i"
                      + " JOIN workspace w ON w.workspace_id = i.workspace_id"
                      + "   AND w.deleted_until IS NULL"
                      + " WHERE i.token_hash = :hash FOR UPDATE OF i")
              .bind("hash", InvitationTable.hash(token))
              .map((row, _) -> InvitationTable.invitation(row))
              .findOne();
      if (found.isEmpty()) {
        return new Claim.Unknown();
      }
      Invitation.State state = found.get().state(now);
      if (state != Invitation.State.PENDING) {
        return new Claim.Gone(state);
      }
      Claim claim = claimed.by(handle, found.get());
      if (claim instanceof Claim.Yours(Invitation invitation, UserId user, String _)) {
        stand(handle, invitation, "accepting", user.value(), now);
      }
      return claim;
    });
  }

  @Override
  public Optional<WorkspaceId> homeOf(UserId user) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery("SELECT home_workspace FROM account WHERE user_id = :user")
            .bind("user", user)
            .mapTo(WorkspaceId.class)
            .findOne());
  }

  @Override
  public void accepted(Invitation invitation) {
    tenants.useWorkspace(
        invitation.workspace(),
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE workspace_invitation SET state = 'accepted'
                    WHERE workspace_id = :workspace AND id = :id AND state = 'accepting'
                    """)
                .bind("workspace", invitation.workspace())
                .bind("id", invitation.id())
                .execute());
  }

  @Override
  public void released(Invitation invitation) {
    tenants.useWorkspace(
        invitation.workspace(), handle -> stand(handle, invitation, "pending", null, null));
  }

  private static void stand(
      Handle handle,
      Invitation invitation,
      String state,
      @Nullable String user,
      @Nullable Instant at) {
    handle
        .createUpdate(
            """
            UPDATE workspace_invitation SET state = :state, accepted_by = :user, claimed_at = :at
            WHERE workspace_id = :workspace AND id = :id AND state IN ('pending', 'accepting')
            """)
        .bind("state", state)
        .bind("user", user)
        .bindByType("at", at, Instant.class)
        .bind("workspace", invitation.workspace())
        .bind("id", invitation.id())
        .execute();
  }

  @Override
  public List<Claim.Yours> interrupted(Instant before, int most) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                "SELECT "
                    + InvitationTable.COLUMNS
                    + ", a.user_id, a.name FROM workspace_invitation i"
                    + " JOIN account a ON a.user_id = i.accepted_by"
                    + " WHERE i.state = 'accepting' AND i.claimed_at < :before"
                    + " ORDER BY i.claimed_at LIMIT :most")
            .bind("before", before)
            .bind("most", most)
            .map((row, _) ->
                new Claim.Yours(
                    InvitationTable.invitation(row),
                    new UserId(row.getString("user_id")),
                    row.getString("name")))
            .list());
  }
}
