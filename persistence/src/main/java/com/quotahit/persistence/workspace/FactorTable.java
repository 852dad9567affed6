package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.SealedRowsPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Factors;
import com.quotahit.core.workspace.FactorsPort;
import com.quotahit.persistence.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Code apps in {@code totp}, recovery codes in {@code recovery_code}. */
public final class FactorTable implements FactorsPort, SealedRowsPort {

  private final Jdbi jdbi;

  public FactorTable(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Factors of(UserId user) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT 1 FROM totp
                               WHERE user_id = :user AND stage = 'confirmed') AS totp,
                       (SELECT count(*) FROM passkey WHERE user_id = :user) AS passkeys,
                       (SELECT count(*) FROM recovery_code
                        WHERE user_id = :user AND used_at IS NULL) AS codes
                """)
            .bind("user", user)
            .map((row, _) ->
                new Factors(row.getBoolean("totp"), row.getInt("passkeys"), row.getInt("codes")))
            .one());
  }

  @Override
  public void beginTotp(UserId user, Sealed secret, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO totp (user_id, stage, seal_version, sealed, since)
                VALUES (:user, 'pending', :version, :sealed, :now)
                ON CONFLICT (user_id, stage) DO UPDATE
                SET seal_version = excluded.seal_version, sealed = excluded.sealed,
                    last_step = 0, since = excluded.since
                """)
            .bind("user", user)
            .bind("version", secret.keyVersion())
            .bind("sealed", secret.bytes())
            .bind("now", now)
            .execute());
  }

  @Override
  public Optional<Sealed> totp(UserId user, Stage stage) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT seal_version, sealed FROM totp WHERE user_id = :user AND stage = :stage")
            .bind("user", user)
            .bind("stage", stage.name().toLowerCase(Locale.ROOT))
            .map((row, _) -> new Sealed(row.getInt("seal_version"), row.getBytes("sealed")))
            .findOne());
  }

  @Override
  public boolean confirmTotp(UserId user, long step, List<byte[]> recoveryHashes, Instant now) {
    return jdbi.inTransaction(handle -> {
      // The pending row is locked first: of two confirmations at once the second finds none.
      boolean pending =
          handle
              .createQuery(
                  """
                  SELECT 1 FROM totp WHERE user_id = :user AND stage = 'pending'
                  AND last_step < :step FOR UPDATE
                  """)
              .bind("user", user)
              .bind("step", step)
              .mapTo(int.class)
              .findOne()
              .isPresent();
      if (!pending) {
        return false;
      }
      handle
          .createUpdate("DELETE FROM totp WHERE user_id = :user AND stage = 'confirmed'")
          .bind("user", user)
          .execute();
      handle
          .createUpdate(
              """
              UPDATE totp SET stage = 'confirmed', last_step = :step, since = :now
              WHERE user_id = :user AND stage = 'pending'
              """)
          .bind("user", user)
          .bind("step", step)
          .bind("now", now)
          .execute();
      write(handle, user, recoveryHashes, now);
      return true;
    });
  }

  @Override
  public boolean useStep(UserId user, long step) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE totp SET last_step = :step
                    WHERE user_id = :user AND stage = 'confirmed' AND last_step < :step
                    """)
                .bind("user", user)
                .bind("step", step)
                .execute()
            == 1);
  }

  @Override
  public boolean removeTotp(UserId user) {
    return jdbi.inTransaction(handle -> {
      int removed =
          handle
              .createUpdate("DELETE FROM totp WHERE user_id = :user")
              .bind("user", user)
              .execute();
      forgetCodesWithoutFactor(handle, user);
      return removed > 0;
    });
  }

  @Override
  public void replaceRecoveryCodes(UserId user, List<byte[]> hashes, Instant now) {
    jdbi.useTransaction(handle -> write(handle, user, hashes, now));
  }

  @Override
  public boolean useRecoveryCode(UserId user, byte[] hash, Instant now) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE recovery_code SET used_at = :now
                    WHERE user_id = :user AND code_hash = :hash AND used_at IS NULL
                    """)
                .bind("user", user)
                .bind("hash", hash)
                .bind("now", now)
                .execute()
            == 1);
  }

  @Override
  public void removeAll(UserId user) {
    jdbi.useTransaction(handle -> {
      for (String table : List.of("totp", "passkey", "recovery_code")) {
        handle
            .createUpdate("DELETE FROM " + table + " WHERE user_id = :user")
            .bind("user", user)
            .execute();
      }
    });
  }

  /** Recovery codes stand in for another factor; without one they would be one of their own. */
  static void forgetCodesWithoutFactor(Handle handle, UserId user) {
    handle
        .createUpdate(
            """
            DELETE FROM recovery_code WHERE user_id = :user
              AND NOT EXISTS (SELECT 1 FROM totp WHERE user_id = :user AND stage = 'confirmed')
              AND NOT EXISTS (SELECT 1 FROM passkey WHERE user_id = :user)
            """)
        .bind("user", user)
        .execute();
  }

  private static void write(Handle handle, UserId user, List<byte[]> hashes, Instant now) {
    handle
        .createUpdate("DELETE FROM recovery_code WHERE user_id = :user")
        .bind("user", user)
        .execute();
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO recovery_code (user_id, code_hash, made_at) VALUES (:user, :hash, :now)");
    hashes.forEach(hash -> batch.bind("user", user).bind("hash", hash).bind("now", now).add());
    batch.execute();
  }

  private record Row(String user, String stage, Sealed secret) {}

  @Override
  public int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap) {
    return jdbi.inTransaction(handle -> {
      List<Row> rows =
          handle
              .createQuery(
                  """
                  SELECT user_id, stage, seal_version, sealed FROM totp
                  WHERE seal_version < :version LIMIT :most FOR UPDATE
                  """)
              .bind("version", version)
              .bind("most", most)
              .map((row, _) ->
                  new Row(
                      row.getString("user_id"),
                      row.getString("stage"),
                      new Sealed(row.getInt("seal_version"), row.getBytes("sealed"))))
              .list();
      for (Row row : rows) {
        Sealed next = rewrap.apply(row.secret());
        handle
            .createUpdate(
                """
                UPDATE totp SET seal_version = :version, sealed = :sealed
                WHERE user_id = :user AND stage = :stage
                """)
            .bind("version", next.keyVersion())
            .bind("sealed", next.bytes())
            .bind("user", row.user())
            .bind("stage", row.stage())
            .execute();
      }
      return rows.size();
    });
  }
}
