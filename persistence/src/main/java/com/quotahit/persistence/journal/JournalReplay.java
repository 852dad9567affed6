package com.quotahit.persistence.journal;

import com.quotahit.core.shared.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.jdbi.v3.core.Handle;

/** One entity's facts, read again; and the lock that keeps a reader from it meanwhile. */
final class JournalReplay {

  /** An entity with more facts than that is rebuilt with the node's help, not by a request. */
  private static final int FACTS_MAX = 50_000;

  private static final Duration READ_WITHIN = Duration.ofSeconds(30);

  /**
   * A fact as it stands in the journal.
   *
   * @param entry what the catalogue makes of it, which may be that it cannot be read
   */
  record Fact<E>(long revision, JournalEntry<E> entry) {}

  private JournalReplay() {}

  /** Many facts of an entity may be taken in one after the other, but not while it is rebuilt. */
  static void shareEntity(Handle handle, String reader, String persistenceId) {
    lock(handle, "pg_advisory_xact_lock_shared", reader, persistenceId);
  }

  /**
   * Until the transaction ends nobody else takes in a fact of this entity. The transaction may be
   * idle for as long as the facts may take to read, which is longer than others may.
   */
  static void holdEntity(Handle handle, String reader, String persistenceId) {
    handle.execute(
        "SET LOCAL idle_in_transaction_session_timeout = "
            + READ_WITHIN.multipliedBy(2).toMillis());
    lock(handle, "pg_advisory_xact_lock", reader, persistenceId);
  }

  private static void lock(Handle handle, String how, String reader, String persistenceId) {
    handle
        .createQuery("SELECT " + how + "(hashtextextended(:what, 0)) IS NULL")
        .bind("what", reader + "/" + persistenceId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Blocks. */
  @SuppressWarnings("unchecked")
  static <E> List<Fact<E>> facts(ActorSystem<?> system, String persistenceId, long from, long to) {
    JdbcReadJournal journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier());
    try {
      return journal
          .currentEventsByPersistenceId(persistenceId, from, to)
          .limit(FACTS_MAX)
          .map((EventEnvelope found) ->
              new Fact<>(found.sequenceNr(), (JournalEntry<E>) found.event()))
          .runWith(Sink.seq(), system)
          .toCompletableFuture()
          .get(READ_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException unreadable) {
      throw new IllegalStateException("the journal of " + persistenceId, unreadable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
