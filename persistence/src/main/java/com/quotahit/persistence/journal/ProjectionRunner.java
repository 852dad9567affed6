package com.quotahit.persistence.journal;

import com.quotahit.core.shared.DeadLettersPort.Parked;
import com.quotahit.core.shared.DeadLettersPort.Replayed;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.EventTag;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UnreadableEvent;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.journal.JournalReplay.Fact;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.projection.ProjectionBehavior;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.projection.eventsourced.javadsl.EventSourcedProvider;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.projection.jdbc.javadsl.JdbcHandler;
import org.apache.pekko.projection.jdbc.javadsl.JdbcProjection;
import org.jdbi.v3.core.Handle;

/**
 * Runs projections, each once in the cluster and spread over its nodes. A fact that a projection
 * cannot take in is parked with an alarm and the rest goes on; when the database is away the reader
 * waits and tries again.
 */
public final class ProjectionRunner {

  private static final String SAVEPOINT = "before_fact";

  private final ActorSystem<?> system;
  private final Database database;
  private final DeadLetterTable deadLetters;
  private final Map<String, Function<String, Replayed>> rebuilds = new ConcurrentHashMap<>();

  public ProjectionRunner(ActorSystem<?> system, Database database, MeterRegistry meters) {
    this.system = system;
    this.database = database;
    this.deadLetters = new DeadLetterTable(meters);
  }

  /** Starts {@code projection} over the facts that {@code names} are about. */
  public <E> void start(JournalNames<E> names, Projection<E> projection) {
    rebuilds.put(projection.name(), entity -> rebuild(names, projection, entity));
    List<String> tags = EventTag.all(names.kind());
    SlicedReaders.run(
        system,
        ProjectionBehavior.Command.class,
        projection.name(),
        tags.size(),
        slice -> ProjectionBehavior.create(reader(names, projection, tags.get(slice))),
        ProjectionBehavior.stopMessage());
  }

  private <E> org.apache.pekko.projection.Projection<EventEnvelope<JournalEntry<E>>> reader(
      JournalNames<E> names, Projection<E> projection, String tag) {
    SourceProvider<Offset, EventEnvelope<JournalEntry<E>>> source =
        EventSourcedProvider.eventsByTag(system, JdbcReadJournal.Identifier(), tag);
    return JdbcProjection.exactlyOnce(
        ProjectionId.of(projection.name(), tag),
        source,
        () -> PooledSession.open(database),
        () ->
            new JdbcHandler<>() {
              @Override
              public void process(PooledSession session, EventEnvelope<JournalEntry<E>> envelope) {
                String entity = envelope.persistenceId();
                JournalReplay.shareEntity(session.handle(), projection.name(), entity);
                take(
                    names,
                    projection,
                    session.handle(),
                    entity,
                    new Fact<>(envelope.sequenceNr(), envelope.event()));
              }
            },
        system);
  }

  /** Has the projection build an entity's rows anew; empty when it does not run here. Blocks. */
  Optional<Replayed> rebuild(String projection, String persistenceId) {
    return Optional.ofNullable(rebuilds.get(projection)).map(again -> again.apply(persistenceId));
  }

  private <E> Replayed rebuild(
      JournalNames<E> names, Projection<E> projection, String persistenceId) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          JournalReplay.holdEntity(handle, projection.name(), persistenceId);
          EntityId entity = Readers.entity(persistenceId);
          TenantScope.enter(handle, entity.workspace());
          List<Parked> parked = DeadLetterTable.of(handle, projection.name(), persistenceId);
          if (parked.isEmpty()) {
            return new Replayed(0, 0);
          }
          parked.forEach(letter -> DeadLetterTable.remove(handle, letter));
          projection.forget(handle, entity);
          // Read after the lock: what was taken in before it must be taken in again.
          List<Fact<E>> facts = JournalReplay.facts(system, persistenceId, 0, Long.MAX_VALUE);
          facts.forEach(fact -> take(names, projection, handle, persistenceId, fact));
          int left = DeadLetterTable.of(handle, projection.name(), persistenceId).size();
          return new Replayed(Math.max(0, parked.size() - left), left);
        });
  }

  private <E> void take(
      JournalNames<E> names,
      Projection<E> projection,
      Handle handle,
      String persistenceId,
      Fact<E> fact) {
    switch (fact.entry()) {
      case UnreadableEvent<E>(String name, String problem) ->
          deadLetters.park(
              handle, projection.name(), persistenceId, fact.revision(), name, problem);
      case Recorded<E> recorded ->
          apply(names, projection, handle, persistenceId, fact.revision(), recorded);
    }
  }

  private <E> void apply(
      JournalNames<E> names,
      Projection<E> projection,
      Handle handle,
      String persistenceId,
      long revision,
      Recorded<E> recorded) {
    handle.savepoint(SAVEPOINT);
    try {
      EntityId entity = Readers.entity(persistenceId);
      TenantScope.enter(handle, entity.workspace());
      names.root().cast(recorded.event());
      projection.apply(handle, entity, revision, recorded);
      handle.releaseSavepoint(SAVEPOINT);
    } catch (RuntimeException failure) {
      if (Transience.passing(failure)) {
        throw failure;
      }
      handle.rollbackToSavepoint(SAVEPOINT);
      deadLetters.park(
          handle,
          projection.name(),
          persistenceId,
          revision,
          recorded.event().getClass().getSimpleName(),
          failure);
    }
  }
}
