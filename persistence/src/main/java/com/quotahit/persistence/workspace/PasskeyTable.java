package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Passkey;
import com.quotahit.core.workspace.PasskeysPort;
import com.quotahit.persistence.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Passkeys in {@code passkey}, questions that wait for an answer in {@code passkey_ceremony}. */
public final class PasskeyTable implements PasskeysPort {

  private static final String COLUMNS =
      "passkey_id, credential_id, user_id, public_key, sign_count, label, created_at,"
          + " last_used_at";

  private final Jdbi jdbi;

  public PasskeyTable(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public void begin(Ceremony ceremony) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO passkey_ceremony (challenge, kind, user_id, request, expires_at)
                VALUES (:challenge, :kind, :user, :request, :expires)
                """)
            .bind("challenge", ceremony.challenge())
            .bind("kind", ceremony.kind().code())
            .bind("user", ceremony.user().map(UserId::value).orElse(null))
            .bind("request", ceremony.request())
            .bind("expires", ceremony.expiresAt())
            .execute());
  }

  @Override
  public Optional<Ceremony> end(byte[] challenge, Kind kind, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                DELETE FROM passkey_ceremony
                WHERE challenge = :challenge AND kind = :kind AND expires_at > :now
                RETURNING user_id, request, expires_at
                """)
            .bind("challenge", challenge)
            .bind("kind", kind.code())
            .bind("now", now)
            .map((row, _) ->
                new Ceremony(
                    challenge,
                    kind,
                    Optional.ofNullable(row.getString("user_id")).map(UserId::new),
                    row.getString("request"),
                    AccountTable.instant(row, "expires_at")))
            .findOne());
  }

  @Override
  public List<Passkey> ofUser(UserId user) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT " + COLUMNS + " FROM passkey WHERE user_id = :user ORDER BY passkey_id")
            .bind("user", user)
            .map((row, _) -> passkey(row))
            .list());
  }

  @Override
  public Optional<Passkey> byCredential(byte[] credentialId) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT " + COLUMNS + " FROM passkey WHERE credential_id = :id")
            .bind("id", credentialId)
            .map((row, _) -> passkey(row))
            .findOne());
  }

  @Override
  public boolean add(Passkey passkey) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    INSERT INTO passkey (passkey_id, credential_id, user_id, public_key,
                                         sign_count, label, created_at)
                    SELECT :id, CAST(:credential AS bytea), :user, CAST(:key AS bytea),
                           CAST(:count AS bigint), :label, CAST(:created AS timestamptz)
                    WHERE (SELECT count(*) FROM passkey WHERE user_id = :user) < :most
                    ON CONFLICT (credential_id) DO NOTHING
                    """)
                .bind("id", passkey.id())
                .bind("credential", passkey.credentialId())
                .bind("user", passkey.user())
                .bind("key", passkey.publicKey())
                .bind("count", passkey.signCount())
                .bind("label", passkey.label())
                .bind("created", passkey.createdAt())
                .bind("most", Passkey.PER_PERSON_MAX)
                .execute()
            == 1);
  }

  @Override
  public boolean used(byte[] credentialId, long signCount, Instant now) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE passkey SET sign_count = :count, last_used_at = :now
                    WHERE credential_id = :id
                      AND (sign_count < :count OR sign_count = 0 AND :count = 0)
                    """)
                .bind("id", credentialId)
                .bind("count", signCount)
                .bind("now", now)
                .execute()
            == 1);
  }

  @Override
  public boolean remove(UserId user, String id) {
    return jdbi.inTransaction(handle -> {
      int removed =
          handle
              .createUpdate("DELETE FROM passkey WHERE user_id = :user AND passkey_id = :id")
              .bind("user", user)
              .bind("id", id)
              .execute();
      FactorTable.forgetCodesWithoutFactor(handle, user);
      return removed == 1;
    });
  }

  @Override
  public int forgetCeremonies(Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM passkey_ceremony WHERE challenge IN (
                  SELECT challenge FROM passkey_ceremony WHERE expires_at < :now LIMIT 5000)
                """)
            .bind("now", now)
            .execute());
  }

  private static Passkey passkey(ResultSet row) throws SQLException {
    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
    return new Passkey(
        row.getString("passkey_id"),
        row.getBytes("credential_id"),
        new UserId(row.getString("user_id")),
        row.getBytes("public_key"),
        row.getLong("sign_count"),
        row.getString("label"),
        AccountTable.instant(row, "created_at"),
        Optional.ofNullable(used).map(OffsetDateTime::toInstant));
  }
}
