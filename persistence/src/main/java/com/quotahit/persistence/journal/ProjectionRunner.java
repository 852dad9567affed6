package com.quotahit.persistence.journal;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.EventTag;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UnreadableEvent;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
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

  public ProjectionRunner(ActorSystem<?> system, Database database, MeterRegistry meters) {
    this.system = system;
    this.database = database;
    this.deadLetters = new DeadLetterTable(meters);
  }

  /** Starts {@code projection} over the facts that {@code names} are about. */
  public <E> void start(JournalNames<E> names, Projection<E> projection) {
    List<String> tags = EventTag.all(names.kind());
    ShardedDaemonProcess.get(system)
        .init(
            ProjectionBehavior.Command.class,
            projection.name(),
            tags.size(),
            slice -> ProjectionBehavior.create(reader(names, projection, tags.get(slice))),
            ShardedDaemonProcessSettings.create(system).withRole("engine"),
            Optional.of(ProjectionBehavior.stopMessage()));
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
                take(names, projection, session.handle(), envelope);
              }
            },
        system);
  }

  private <E> void take(
      JournalNames<E> names,
      Projection<E> projection,
      Handle handle,
      EventEnvelope<JournalEntry<E>> envelope) {
    switch (envelope.event()) {
      case UnreadableEvent<E>(String name, String problem) ->
          deadLetters.park(
              handle,
              projection.name(),
              envelope.persistenceId(),
              envelope.sequenceNr(),
              name,
              problem);
      case Recorded<E> recorded -> apply(names, projection, handle, envelope, recorded);
    }
  }

  private <E> void apply(
      JournalNames<E> names,
      Projection<E> projection,
      Handle handle,
      EventEnvelope<JournalEntry<E>> envelope,
      Recorded<E> recorded) {
    handle.savepoint(SAVEPOINT);
    try {
      EntityId entity = Readers.entity(envelope.persistenceId());
      TenantScope.enter(handle, entity.workspace());
      names.root().cast(recorded.event());
      projection.apply(handle, entity, envelope.sequenceNr(), recorded);
      handle.releaseSavepoint(SAVEPOINT);
    } catch (RuntimeException failure) {
      if (Transience.passing(failure)) {
        throw failure;
      }
      handle.rollbackToSavepoint(SAVEPOINT);
      deadLetters.park(
          handle,
          projection.name(),
          envelope.persistenceId(),
          envelope.sequenceNr(),
          recorded.event().getClass().getSimpleName(),
          failure);
    }
  }
}
