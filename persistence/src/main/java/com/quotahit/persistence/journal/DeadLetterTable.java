package com.quotahit.persistence.journal;

import com.quotahit.core.shared.DeadLettersPort.Parked;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where readers park facts that they cannot take in, so that all others go on; raises the alarm.
 */
final class DeadLetterTable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTable.class);

  private static final String SELECT =
      "SELECT projection, persistence_id, sequence_number, event_name, problem, parked_at"
          + " FROM projection_dead_letter";

  private final MeterRegistry meters;

  DeadLetterTable(MeterRegistry meters) {
    this.meters = meters;
  }

  static List<Parked> oldest(Handle handle, int most) {
    return handle
        .createQuery(SELECT + " ORDER BY parked_at, persistence_id, sequence_number LIMIT :most")
        .bind("most", most)
        .map((row, _) -> parked(row))
        .list();
  }

  /** What a reader parked of one entity, in the order of the journal. */
  static List<Parked> of(Handle handle, String reader, String persistenceId) {
    return handle
        .createQuery(
            SELECT
                + " WHERE projection = :projection AND persistence_id = :id"
                + " ORDER BY sequence_number")
        .bind("projection", reader)
        .bind("id", persistenceId)
        .map((row, _) -> parked(row))
        .list();
  }

  static void remove(Handle handle, Parked parked) {
    handle.execute(
        "DELETE FROM projection_dead_letter"
            + " WHERE projection = ? AND persistence_id = ? AND sequence_number = ?",
        parked.reader(),
        parked.entity(),
        parked.revision());
  }

  private static Parked parked(ResultSet row) throws SQLException {
    return new Parked(
        row.getString("projection"),
        row.getString("persistence_id"),
        row.getLong("sequence_number"),
        row.getString("event_name"),
        row.getString("problem"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant());
  }

  void park(
      Handle handle,
      String reader,
      String persistenceId,
      long revision,
      String event,
      Throwable why) {
    park(handle, reader, persistenceId, revision, event, why.getClass().getSimpleName());
    LOG.atError().addKeyValue("reader", reader).setCause(why).log("a reader failed on a fact");
  }

  void park(
      Handle handle,
      String reader,
      String persistenceId,
      long revision,
      String event,
      String problem) {
    handle
        .createUpdate(
            """
            INSERT INTO projection_dead_letter
              (projection, persistence_id, sequence_number, event_name, problem)
            VALUES (:projection, :id, :revision, :event, :problem)
            ON CONFLICT DO NOTHING
            """)
        .bind("projection", reader)
        .bind("id", persistenceId)
        .bind("revision", revision)
        .bind("event", event)
        .bind("problem", problem)
        .execute();
    Counter.builder("quotahit.projection.dead.letters")
        .description("Facts that a reader parked; any is an alarm")
        .tag("projection", reader)
        .register(meters)
        .increment();
    LOG.atError()
        .addKeyValue("projection", reader)
        .addKeyValue("entity", persistenceId)
        .addKeyValue("revision", revision)
        .addKeyValue("event", event)
        .addKeyValue("problem", problem)
        .log("parked a fact in projection_dead_letter");
  }
}
