package com.quotahit.persistence.journal;

import com.quotahit.core.shared.DeadLettersPort.Parked;
import com.quotahit.core.shared.DeadLettersPort.Replayed;
import com.quotahit.core.shared.EventSourcePort;
import com.quotahit.core.shared.EventTag;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UnreadableEvent;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.journal.JournalReplay.Fact;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.projection.ProjectionBehavior;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.projection.eventsourced.javadsl.EventSourcedProvider;
import org.apache.pekko.projection.javadsl.Handler;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.projection.jdbc.javadsl.JdbcProjection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Lets processes hear facts, each process once in the cluster and spread over its nodes. A fact
 * that a process fails on is tried again a few times, with a growing pause, and then parked with an
 * alarm; while the world is broken (no answer in time, database away) it is tried for ever.
 */
public final class ProcessRunner implements EventSourcePort {

  private static final int ATTEMPTS_MAX = 5;
  private static final Duration PAUSE_MIN = Duration.ofMillis(200);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);

  private final ActorSystem<?> system;
  private final Database database;
  private final DeadLetterTable deadLetters;
  private final Map<String, Function<String, Replayed>> again = new ConcurrentHashMap<>();

  public ProcessRunner(ActorSystem<?> system, Database database, MeterRegistry meters) {
    this.system = system;
    this.database = database;
    this.deadLetters = new DeadLetterTable(meters);
  }

  @Override
  public <E> void hear(String process, String kind, Class<E> event, Listener<E> listener) {
    again.put(process, entity -> again(process, event, listener, entity));
    List<String> tags = EventTag.all(kind);
    SlicedReaders.run(
        system,
        ProjectionBehavior.Command.class,
        process,
        tags.size(),
        slice -> ProjectionBehavior.create(reader(process, tags.get(slice), event, listener)),
        ProjectionBehavior.stopMessage());
  }

  /** Has the process hear what it failed on; empty when it does not run here. Blocks. */
  Optional<Replayed> hearAgain(String process, String persistenceId) {
    return Optional.ofNullable(again.get(process)).map(hear -> hear.apply(persistenceId));
  }

  /** In their order; the first that fails again keeps those behind it waiting. */
  private <E> Replayed again(
      String process, Class<E> event, Listener<E> listener, String persistenceId) {
    List<Parked> parked =
        database.jdbi().withHandle(handle -> DeadLetterTable.of(handle, process, persistenceId));
    int done = 0;
    for (Parked letter : parked) {
      List<Fact<E>> facts =
          JournalReplay.facts(system, persistenceId, letter.revision(), letter.revision());
      if (facts.isEmpty()
          || !(facts.getFirst().entry() instanceof Recorded<E> recorded)
          || !heard(event, listener, persistenceId, letter.revision(), recorded)) {
        break;
      }
      database.jdbi().useHandle(handle -> DeadLetterTable.remove(handle, letter));
      done++;
    }
    return new Replayed(done, parked.size() - done);
  }

  private static <E> boolean heard(
      Class<E> event,
      Listener<E> listener,
      String persistenceId,
      long revision,
      Recorded<E> recorded) {
    try {
      hear(event, listener, persistenceId, revision, recorded)
          .toCompletableFuture()
          .get(HEARD_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException failed) {
      LOG.atWarn()
          .addKeyValue("entity", persistenceId)
          .addKeyValue("revision", revision)
          .addKeyValue("failure", failed.getClass().getSimpleName())
          .log("a parked fact failed again");
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <E> org.apache.pekko.projection.Projection<EventEnvelope<JournalEntry<E>>> reader(
      String process, String tag, Class<E> event, Listener<E> listener) {
    SourceProvider<Offset, EventEnvelope<JournalEntry<E>>> source =
        EventSourcedProvider.eventsByTag(system, JdbcReadJournal.Identifier(), tag);
    return JdbcProjection.atLeastOnceAsync(
        ProjectionId.of(process, tag),
        source,
        () -> PooledSession.open(database),
        () ->
            new Handler<>() {
              @Override
              public CompletionStage<Done> process(EventEnvelope<JournalEntry<E>> envelope) {
                return switch (envelope.event()) {
                  case UnreadableEvent<E>(String name, String problem) ->
                      park(process, envelope, name, new IllegalStateException(problem));
                  case Recorded<E> recorded ->
                      attempt(1, process, event, listener, envelope, recorded);
                };
              }
            },
        system);
  }

  private <E> CompletionStage<Done> attempt(
      int number,
      String process,
      Class<E> event,
      Listener<E> listener,
      EventEnvelope<JournalEntry<E>> envelope,
      Recorded<E> recorded) {
    return hear(event, listener, envelope.persistenceId(), envelope.sequenceNr(), recorded)
        .handle((_, failure) -> {
          if (failure == null) {
            return CompletableFuture.completedStage(Done.getInstance());
          }
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          if (number >= ATTEMPTS_MAX && !Transience.passing(cause)) {
            return park(process, envelope, recorded.event().getClass().getSimpleName(), cause);
          }
          return Patterns.after(
              pause(number),
              system.classicSystem().scheduler(),
              system.executionContext(),
              () -> attempt(number + 1, process, event, listener, envelope, recorded));
        })
        .thenCompose(done -> done);
  }

  private static <E> CompletionStage<?> hear(
      Class<E> event,
      Listener<E> listener,
      String persistenceId,
      long revision,
      Recorded<E> recorded) {
    try (var _ = MDC.putCloseable("correlation", recorded.correlation());
        var _ = MDC.putCloseable("entity", persistenceId)) {
      event.cast(recorded.event());
      return listener.hear(Readers.entity(persistenceId), revision, recorded);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedStage(failure);
    }
  }

  static Duration pause(int number) {
    Duration pause = PAUSE_MIN.multipliedBy(1L << Math.min(number - 1, 10));
    return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
  }

  private CompletionStage<Done> park(
      String process, EventEnvelope<?> envelope, String event, Throwable why) {
    CompletableFuture<Done> parked = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("park-" + process)
        .start(() -> {
          try {
            database
                .jdbi()
                .useTransaction(handle ->
                    deadLetters.park(
                        handle,
                        process,
                        envelope.persistenceId(),
                        envelope.sequenceNr(),
                        event,
                        why));
            parked.complete(Done.getInstance());
          } catch (RuntimeException failure) {
            parked.completeExceptionally(failure);
          }
        });
    return parked;
  }
}
