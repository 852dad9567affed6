package com.quotahit.persistence.outbox;

import com.quotahit.core.shared.mail.MailStatePort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Whether mail goes out at all, and to which addresses it does not. */
public final class MailStateTable implements MailStatePort {

  private static final int SUPPRESSED_DAYS = 90;

  private final Jdbi jdbi;
  private final TenantScope tenants;
  private final String waitsBecause;

  /**
   * @param waitsBecause what the outbox says of letters that wait for the stop to end
   */
  public MailStateTable(Database database, String waitsBecause) {
    this.jdbi = database.jdbi();
    this.tenants = database.tenants();
    this.waitsBecause = waitsBecause;
  }

  @Override
  public Optional<Stop> stopped() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT problem, at FROM mail_stop")
            .map((row, _) ->
                new Stop(
                    row.getString("problem"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
            .findOne());
  }

  @Override
  public boolean stop(String problem) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    "INSERT INTO mail_stop (problem) VALUES (:problem) ON CONFLICT (one) DO NOTHING")
                .bind("problem", problem)
                .execute()
            == 1);
  }

  @Override
  public void resume() {
    tenants.acrossWorkspaces(handle -> {
      handle.execute("DELETE FROM mail_stop");
      return handle.execute(
          """
          UPDATE outbox SET not_before = clock_timestamp()
          WHERE kind = ? AND state = 'PLANNED' AND problem = ?
          """,
          MailOutbox.KIND,
          waitsBecause);
    });
  }

  @Override
  public boolean suppressed(String address) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT 1 FROM mail_suppressed
                               WHERE address_hash = :hash AND until > clock_timestamp())
                """)
            .bind("hash", hash(address))
            .mapTo(Boolean.class)
            .one());
  }

  @Override
  public void suppress(String address, String problem) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO mail_suppressed (address_hash, problem, until)
                VALUES (:hash, :problem, clock_timestamp() + :days * interval '1 day')
                ON CONFLICT (address_hash)
                DO UPDATE SET problem = excluded.problem, until = excluded.until
                """)
            .bind("hash", hash(address))
            .bind("problem", problem)
            .bind("days", SUPPRESSED_DAYS)
            .execute());
  }

  private static byte[] hash(String address) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
