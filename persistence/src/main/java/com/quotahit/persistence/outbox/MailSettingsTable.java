package com.quotahit.persistence.outbox;

import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.SealedRowsPort;
import com.quotahit.core.shared.mail.MailAccount;
import com.quotahit.core.shared.mail.MailSettingsPort;
import com.quotahit.persistence.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The one row of {@code mail_settings}. */
public final class MailSettingsTable implements MailSettingsPort, SealedRowsPort {

  private static final String SELECT =
      "SELECT host, port, safety, username, key_version, password, sender FROM mail_settings";

  private final Jdbi jdbi;

  public MailSettingsTable(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Optional<Stored> read() {
    return jdbi.withHandle(
        handle -> handle.createQuery(SELECT).map((row, _) -> stored(row)).findOne());
  }

  @Override
  public void write(Stored settings) {
    jdbi.useHandle(handle -> write(handle, settings));
  }

  private static void write(Handle handle, Stored settings) {
    handle
        .createUpdate(
            """
            INSERT INTO mail_settings
              (host, port, safety, username, key_version, password, sender, version)
            VALUES (:host, :port, :safety, :user, :keyVersion, :password, :sender, 1)
            ON CONFLICT (one) DO UPDATE SET
              host = excluded.host, port = excluded.port, safety = excluded.safety,
              username = excluded.username, key_version = excluded.key_version,
              password = excluded.password, sender = excluded.sender,
              version = mail_settings.version + 1
            """)
        .bind("host", settings.host())
        .bind("port", settings.port())
        .bind("safety", settings.safety().code())
        .bind("user", settings.user().orElse(null))
        .bind("keyVersion", settings.password().map(Sealed::keyVersion).orElse(null))
        .bind("password", settings.password().map(Sealed::bytes).orElse(null))
        .bind("sender", settings.from())
        .execute();
  }

  @Override
  public boolean remove() {
    return jdbi.withHandle(handle -> handle.execute("DELETE FROM mail_settings") == 1);
  }

  @Override
  public int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap) {
    return jdbi.inTransaction(handle -> {
      Optional<Stored> old =
          handle
              .createQuery(SELECT + " WHERE key_version < :version FOR UPDATE SKIP LOCKED")
              .bind("version", version)
              .map((row, _) -> stored(row))
              .findOne();
      old.ifPresent(settings ->
          write(
              handle,
              new Stored(
                  settings.host(),
                  settings.port(),
                  settings.safety(),
                  settings.user(),
                  settings.password().map(rewrap),
                  settings.from())));
      return old.isPresent() ? 1 : 0;
    });
  }

  private static Stored stored(ResultSet row) throws SQLException {
    byte[] password = row.getBytes("password");
    return new Stored(
        row.getString("host"),
        row.getInt("port"),
        MailAccount.Safety.valueOf(row.getString("safety").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("username")),
        password == null
            ? Optional.empty()
            : Optional.of(new Sealed(row.getInt("key_version"), password)),
        row.getString("sender"));
  }
}
