package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.CredentialsPort;
import com.quotahit.core.workspace.OneTimeToken;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.SessionsPort.Ended;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.outbox.MailOutbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Passwords, proven addresses and one-time tokens in {@code account} and {@code one_time_token}. A
 * new password, the end of the sessions that the old one opened and the letter that says so are one
 * transaction.
 */
public final class CredentialTable implements CredentialsPort {

  private final Jdbi jdbi;
  private final TenantScope tenants;
  private final MailOutbox mail;

  public CredentialTable(Database database, MailOutbox mail) {
    this.jdbi = database.jdbi();
    this.tenants = database.tenants();
    this.mail = mail;
  }

  @Override
  public Optional<Account> byUser(UserId user) {
    return jdbi.withHandle(handle -> AccountTable.byUser(handle, user));
  }

  @Override
  public boolean emailVerified(UserId user) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT email_verified_at IS NOT NULL FROM account WHERE user_id = :user")
            .bind("user", user)
            .mapTo(boolean.class)
            .findOne()
            .orElse(false));
  }

  @Override
  public boolean issue(OneTimeToken token, Account to, Letter letter, Duration pause) {
    return tenants.inWorkspace(
        to.home(),
        handle -> {
          boolean issued = keep(handle, token, pause);
          if (issued) {
            mail.plan(handle, to.home(), letter);
          }
          return issued;
        });
  }

  private static boolean keep(Handle handle, OneTimeToken token, Duration pause) {
    return handle
            .createUpdate(
                """
                INSERT INTO one_time_token AS t
                  (user_id, purpose, token_hash, email, issued_at, expires_at)
                VALUES (:user, :purpose, :hash, :email, :issued, :expires)
                ON CONFLICT (user_id, purpose) DO UPDATE
                SET token_hash = excluded.token_hash, email = excluded.email,
                    issued_at = excluded.issued_at, expires_at = excluded.expires_at
                WHERE t.issued_at <= :before
                """)
            .bind("user", token.user())
            .bind("purpose", token.purpose().code())
            .bind("hash", token.hash())
            .bind("email", token.email())
            .bind("issued", token.issuedAt())
            .bind("expires", token.expiresAt())
            .bind("before", token.issuedAt().minus(pause))
            .execute()
        == 1;
  }

  @Override
  public Optional<Account> owner(byte[] tokenHash, OneTimeToken.Purpose purpose, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT t.user_id FROM one_time_token t
                JOIN account a ON a.user_id = t.user_id AND a.email = t.email
                WHERE t.token_hash = :hash AND t.purpose = :purpose AND t.expires_at > :now
                """)
            .bind("hash", tokenHash)
            .bind("purpose", purpose.code())
            .bind("now", now)
            .mapTo(String.class)
            .findOne()
            .flatMap(user -> AccountTable.byUser(handle, new UserId(user))));
  }

  @Override
  public Optional<UserId> verifyEmail(byte[] tokenHash, Instant now) {
    return jdbi.inTransaction(handle -> {
      Optional<UserId> owner = use(handle, tokenHash, OneTimeToken.Purpose.VERIFY_EMAIL, now);
      owner.ifPresent(user -> proven(handle, user, now));
      return owner;
    });
  }

  @Override
  public Optional<PasswordSet> resetPassword(
      byte[] tokenHash, PasswordHash next, Instant now, Function<Account, Told> notice) {
    return tenants.acrossWorkspaces(handle -> {
      Optional<UserId> owner = use(handle, tokenHash, OneTimeToken.Purpose.RESET_PASSWORD, now);
      if (owner.isEmpty()) {
        return Optional.<PasswordSet>empty();
      }
      UserId user = owner.get();
      proven(handle, user, now);
      handle
          .createUpdate(
              """
              UPDATE account SET password_hash = :next, password_set_at = :now
              WHERE user_id = :user
              """)
          .bind("user", user)
          .bind("next", next)
          .bind("now", now)
          .execute();
      Account account = AccountTable.byUser(handle, user).orElseThrow();
      List<Ended> ended = SessionTable.endAll(handle, user, Optional.empty());
      Told told = notice.apply(account);
      mail.plan(handle, account.home(), told.letter());
      AuditTable.append(handle, new AuditChain.OfWorkspace(account.home()), told.entry());
      return Optional.of(new PasswordSet(account, ended));
    });
  }

  @Override
  public Optional<PasswordSet> changePassword(
      Account account, PasswordHash next, String keptSession, Instant now, Letter notice) {
    return tenants.acrossWorkspaces(handle -> {
      int changed =
          handle
              .createUpdate(
                  """
                  UPDATE account SET password_hash = :next, password_set_at = :now
                  WHERE user_id = :user AND password_hash = :old
                  """)
              .bind("user", account.user())
              .bind("old", account.passwordHash())
              .bind("next", next)
              .bind("now", now)
              .execute();
      if (changed == 0) {
        return Optional.<PasswordSet>empty();
      }
      forget(handle, account.user(), OneTimeToken.Purpose.RESET_PASSWORD);
      List<Ended> ended = SessionTable.endAll(handle, account.user(), Optional.of(keptSession));
      mail.plan(handle, account.home(), notice);
      return Optional.of(new PasswordSet(account, ended));
    });
  }

  @Override
  public int forgetTokens(Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM one_time_token WHERE token_hash IN (
                  SELECT token_hash FROM one_time_token WHERE expires_at < :now LIMIT 1000)
                """)
            .bind("now", now)
            .execute());
  }

  /** Of many who come with it at once, one deletes the row. */
  private static Optional<UserId> use(
      Handle handle, byte[] tokenHash, OneTimeToken.Purpose purpose, Instant now) {
    return handle
        .createQuery(
            """
            DELETE FROM one_time_token t USING account a
            WHERE t.token_hash = :hash AND t.purpose = :purpose AND t.expires_at > :now
              AND a.user_id = t.user_id AND a.email = t.email
            RETURNING t.user_id
            """)
        .bind("hash", tokenHash)
        .bind("purpose", purpose.code())
        .bind("now", now)
        .mapTo(String.class)
        .findOne()
        .map(UserId::new);
  }

  private static void forget(Handle handle, UserId user, OneTimeToken.Purpose purpose) {
    handle
        .createUpdate("DELETE FROM one_time_token WHERE user_id = :user AND purpose = :purpose")
        .bind("user", user)
        .bind("purpose", purpose.code())
        .execute();
  }

  private static void proven(Handle handle, UserId user, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE account SET email_verified_at = coalesce(email_verified_at, :now)
            WHERE user_id = :user
            """)
        .bind("user", user)
        .bind("now", now)
        .execute();
  }
}
