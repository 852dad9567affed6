package com.quotahit.persistence.outbox;

import com.quotahit.core.shared.mail.SandboxMailPort;
import com.quotahit.persistence.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The sandbox's inbox as a table; each new letter pushes out what is too old or too many. */
public final class SandboxMailTable implements SandboxMailPort {

  private static final String COLUMNS =
      "id, message_id, recipient, subject, at, text_body, html_body";

  private final Jdbi jdbi;
  private final int kept;
  private final Duration age;

  public SandboxMailTable(Database database, int kept, Duration age) {
    this.jdbi = database.jdbi();
    this.kept = kept;
    this.age = age;
  }

  @Override
  public void keep(Arrived letter) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              """
              INSERT INTO sandbox_mail (message_id, recipient, subject, text_body, html_body)
              VALUES (:messageId, lower(:to), :subject, :text, :html)
              """)
          .bind("messageId", letter.messageId())
          .bind("to", letter.to())
          .bind("subject", letter.subject())
          .bind("text", letter.text())
          .bind("html", letter.html())
          .execute();
      handle
          .createUpdate(
              """
              DELETE FROM sandbox_mail
              WHERE at < clock_timestamp() - :age * interval '1 millisecond'
                OR id <= (SELECT id FROM sandbox_mail ORDER BY id DESC OFFSET :kept LIMIT 1)
              """)
          .bind("age", age.toMillis())
          .bind("kept", kept)
          .execute();
    });
  }

  @Override
  public List<Kept> list(Optional<String> to, Optional<String> before, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + """
                     FROM sandbox_mail
                    WHERE (CAST(:to AS text) IS NULL OR recipient = lower(:to))
                      AND id < :before
                      AND at >= clock_timestamp() - :age * interval '1 millisecond'
                    ORDER BY id DESC LIMIT :most
                    """)
            .bind("to", to.orElse(null))
            .bind("before", before.map(SandboxMailTable::number).orElse(Long.MAX_VALUE))
            .bind("age", age.toMillis())
            .bind("most", most)
            .map(SandboxMailTable::letter)
            .list());
  }

  @Override
  public Optional<Kept> find(String id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT " + COLUMNS + " FROM sandbox_mail WHERE id = :id")
            .bind("id", number(id))
            .map(SandboxMailTable::letter)
            .findOne());
  }

  @Override
  public boolean arrived(String messageId) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT EXISTS (SELECT 1 FROM sandbox_mail WHERE message_id = :id)")
            .bind("id", messageId)
            .mapTo(Boolean.class)
            .one());
  }

  @Override
  public int clear() {
    return jdbi.withHandle(handle -> handle.execute("DELETE FROM sandbox_mail"));
  }

  /** An id that nobody was given is of no letter. */
  private static long number(String id) {
    return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
  }

  private static Kept letter(ResultSet row, StatementContext context) throws SQLException {
    return new Kept(
        String.valueOf(row.getLong("id")),
        row.getString("message_id"),
        row.getString("recipient"),
        row.getString("subject"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("text_body"),
        row.getString("html_body"));
  }
}
