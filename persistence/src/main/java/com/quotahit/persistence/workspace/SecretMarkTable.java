package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.SealedRowsPort;
import com.quotahit.core.workspace.SecretMarkPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** The one row of {@code secret_mark}. */
public final class SecretMarkTable implements SecretMarkPort, SealedRowsPort {

  private final TenantScope tenants;

  public SecretMarkTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public Optional<Kept> read() {
    return tenants.acrossWorkspaces(SecretMarkTable::read);
  }

  private static Optional<Kept> read(Handle handle) {
    return handle
        .createQuery("SELECT key_version, key, sessions_until, keys_until FROM secret_mark")
        .map((row, _) ->
            new Kept(
                new Sealed(row.getInt("key_version"), row.getBytes("key")),
                AccountTable.instant(row, "sessions_until"),
                AccountTable.instant(row, "keys_until")))
        .findOne();
  }

  /** Sessions may have been given longer lives than are given today. */
  @Override
  public Kept keep(Kept wanted, Instant now) {
    return tenants.acrossWorkspaces(handle -> {
      handle
          .createUpdate(
              """
              INSERT INTO secret_mark (key_version, key, made_at, sessions_until, keys_until)
              SELECT :version, :key, :now,
                CASE WHEN used THEN
                  greatest(:sessionsUntil::timestamptz, (SELECT max(expires_at) FROM session))
                  ELSE :now::timestamptz END,
                CASE WHEN used THEN :keysUntil::timestamptz ELSE :now::timestamptz END
              FROM (SELECT EXISTS (SELECT FROM account) AS used) installation
              ON CONFLICT (one) DO NOTHING
              """)
          .bind("version", wanted.key().keyVersion())
          .bind("key", wanted.key().bytes())
          .bind("now", now)
          .bind("sessionsUntil", wanted.sessionsUntil())
          .bind("keysUntil", wanted.keysUntil())
          .execute();
      return read(handle).orElseThrow();
    });
  }

  @Override
  public int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap) {
    return tenants.acrossWorkspaces(handle -> {
      Optional<Sealed> old =
          handle
              .createQuery(
                  "SELECT key_version, key FROM secret_mark WHERE key_version < :version"
                      + " FOR UPDATE SKIP LOCKED")
              .bind("version", version)
              .map((row, _) -> new Sealed(row.getInt(1), row.getBytes(2)))
              .findOne();
      old.map(rewrap)
          .ifPresent(sealed ->
              handle
                  .createUpdate("UPDATE secret_mark SET key_version = :version, key = :key")
                  .bind("version", sealed.keyVersion())
                  .bind("key", sealed.bytes())
                  .execute());
      return old.isPresent() ? 1 : 0;
    });
  }
}
