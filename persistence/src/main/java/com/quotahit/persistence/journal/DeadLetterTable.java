package com.quotahit.persistence.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where readers park facts that they cannot take in, so that all others go on; raises the alarm.
 */
final class DeadLetterTable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTable.class);

  private final MeterRegistry meters;

  DeadLetterTable(MeterRegistry meters) {
    this.meters = meters;
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
