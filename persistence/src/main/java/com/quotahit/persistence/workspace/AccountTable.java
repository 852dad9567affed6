package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.Factors;
import com.quotahit.core.workspace.MembershipsPort.Membership;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.Role;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Accounts in the table {@code account}, with the memberships that a registration begins with. */
public final class AccountTable implements AccountsPort {

  private static final String COLUMNS =
      "email, user_id, home_workspace, name, workspace_name, password_hash, state, created_at";

  private final Jdbi jdbi;
  private final TenantScope tenants;

  public AccountTable(Database database) {
    this.jdbi = database.jdbi();
    this.tenants = database.tenants();
  }

  @Override
  public Reservation reserve(Account account, Optional<String> requestName) {
    return jdbi.inTransaction(handle ->
        insert(handle, account, requestName)
            ? new Reservation.Yours(account, firstOfInstallation(handle, account.user()))
            : taken(handle, account.email(), requestName));
  }

  private static boolean insert(Handle handle, Account account, Optional<String> requestName) {
    return handle
            .createUpdate(
                """
                INSERT INTO account (email, user_id, home_workspace, name, workspace_name,
                                     password_hash, idempotency_key, created_at)
                VALUES (:email, :user, :home, :name, :workspaceName, :hash, :request, :at)
                ON CONFLICT (email) DO NOTHING
                """)
            .bind("email", account.email())
            .bind("user", account.user())
            .bind("home", account.home())
            .bind("name", account.name())
            .bind("workspaceName", account.workspaceName())
            .bind("hash", account.passwordHash())
            .bind("request", requestName.orElse(null))
            .bind("at", account.createdAt())
            .execute()
        == 1;
  }

  /** The row's key is a constant, so of many that come at once one writes it. */
  private static boolean firstOfInstallation(Handle handle, UserId user) {
    return handle
            .createUpdate(
                "INSERT INTO first_admin (user_id) VALUES (:user) ON CONFLICT (one) DO NOTHING")
            .bind("user", user)
            .execute()
        == 1;
  }

  private static Reservation taken(
      Handle handle, EmailAddress email, Optional<String> requestName) {
    Optional<String> first =
        handle
            .createQuery("SELECT idempotency_key FROM account WHERE email = :email")
            .bind("email", email)
            .mapTo(String.class)
            .findOne();
    return new Reservation.Taken(
        byEmail(handle, email).orElseThrow(), requestName.isPresent() && requestName.equals(first));
  }

  @Override
  public boolean isFirstOfInstallation(UserId user) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT user_id = :user FROM first_admin")
            .bind("user", user)
            .mapTo(boolean.class)
            .findOne()
            .orElse(false));
  }

  @Override
  public void activate(Account account) {
    tenants.useWorkspace(
        account.home(),
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO workspace (workspace_id, name) VALUES (:home, :name)
                  ON CONFLICT (workspace_id) DO NOTHING
                  """)
              .bind("home", account.home())
              .bind("name", account.workspaceName())
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO workspace_member (workspace_id, user_id, role)
                  VALUES (:home, :user, :role) ON CONFLICT (workspace_id, user_id) DO NOTHING
                  """)
              .bind("home", account.home())
              .bind("user", account.user())
              .bind("role", Role.OWNER.code())
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO platform_admin (user_id)
                  SELECT user_id FROM first_admin WHERE user_id = :user
                  ON CONFLICT (user_id) DO NOTHING
                  """)
              .bind("user", account.user())
              .execute();
          handle
              .createUpdate("UPDATE account SET state = 'active' WHERE user_id = :user")
              .bind("user", account.user())
              .execute();
        });
  }

  @Override
  public Optional<Account> byEmail(EmailAddress email) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT " + COLUMNS + " FROM account WHERE email = :email AND suspended_at IS NULL")
            .bind("email", email)
            .map((row, _) -> account(row))
            .findOne());
  }

  private static Optional<Account> byEmail(Handle handle, EmailAddress email) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM account WHERE email = :email")
        .bind("email", email)
        .map((row, _) -> account(row))
        .findOne();
  }

  static Optional<Account> byUser(Handle handle, UserId user) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM account WHERE user_id = :user")
        .bind("user", user)
        .map((row, _) -> account(row))
        .findOne();
  }

  @Override
  public List<Account> pending(Instant before, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM account WHERE state = 'pending' AND created_at < :before"
                    + " ORDER BY created_at LIMIT :limit")
            .bind("before", before)
            .bind("limit", limit)
            .map((row, _) -> account(row))
            .list());
  }

  @Override
  public void rehash(UserId user, PasswordHash old, PasswordHash next) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                UPDATE account SET password_hash = :next
                WHERE user_id = :user AND password_hash = :old
                """)
            .bind("user", user)
            .bind("old", old)
            .bind("next", next)
            .execute());
  }

  @Override
  public Optional<Profile> profile(UserId user, WorkspaceId workspace) {
    List<Membership> all = tenants.acrossWorkspaces(handle -> MembershipTable.ofUser(handle, user));
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT a.email, a.name, a.created_at, w.name AS workspace_name, m.role,
                           p.user_id IS NOT NULL AS platform_admin,
                           a.email_verified_at IS NOT NULL AS email_verified,
                           EXISTS (SELECT 1 FROM totp t WHERE t.user_id = a.user_id
                                   AND t.stage = 'confirmed') AS totp,
                           (SELECT count(*) FROM passkey k WHERE k.user_id = a.user_id) AS passkeys,
                           (SELECT count(*) FROM recovery_code c WHERE c.user_id = a.user_id
                            AND c.used_at IS NULL) AS codes
                    FROM account a
                    JOIN workspace_member m ON m.user_id = a.user_id AND m.active
                    JOIN workspace w ON w.workspace_id = m.workspace_id
                    LEFT JOIN platform_admin p ON p.user_id = a.user_id
                    WHERE a.user_id = :user AND m.workspace_id = :workspace
                    """)
                .bind("user", user)
                .bind("workspace", workspace)
                .map((row, _) ->
                    new Profile(
                        user,
                        row.getString("name"),
                        new EmailAddress(row.getString("email")),
                        workspace,
                        row.getString("workspace_name"),
                        Role.of(row.getString("role")).orElseThrow(),
                        row.getBoolean("platform_admin"),
                        instant(row, "created_at"),
                        row.getBoolean("email_verified"),
                        new Factors(
                            row.getBoolean("totp"), row.getInt("passkeys"), row.getInt("codes")),
                        all))
                .findOne());
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        new EmailAddress(row.getString("email")),
        new UserId(row.getString("user_id")),
        new WorkspaceId(row.getString("home_workspace")),
        row.getString("name"),
        row.getString("workspace_name"),
        new PasswordHash(row.getString("password_hash")),
        Account.Stage.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        instant(row, "created_at"));
  }
}
