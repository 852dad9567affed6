package com.quotahit.actors.engine;

import com.quotahit.actors.engine.EntityMessage.Execute;
import com.quotahit.actors.engine.EntityMessage.Leave;
import com.quotahit.actors.engine.EntityMessage.Read;
import com.quotahit.actors.engine.Remembered.Considered;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.EventTag;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Recorded;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one event-sourced entity: rules, a clock and a journal. All events of a command are written
 * in one journal transaction, and the answer leaves only after it (R3).
 */
final class Entity<S, C, E, R>
    extends EventSourcedBehavior<EntityMessage, JournalEntry<E>, Remembered<S>> {

  private static final Logger LOG = LoggerFactory.getLogger(Entity.class);

  private final Kind<S, C, E, R> kind;
  private final String entity;
  private final InstantSource clock;
  private final EntitySettings settings;
  private final Set<String> tags;

  private Entity(
      Kind<S, C, E, R> kind, String entity, InstantSource clock, EntitySettings settings) {
    super(
        PersistenceId.of(kind.name(), entity),
        SupervisorStrategy.restartWithBackoff(
            settings.persistBackoffMin(), settings.persistBackoffMax(), 0.2));
    this.kind = kind;
    this.entity = entity;
    this.clock = clock;
    this.settings = settings;
    this.tags = Set.of(EventTag.of(kind.name(), EntityId.parse(entity)));
  }

  static Behavior<EntityMessage> behavior(
      Kind<?, ?, ?, ?> kind, String entity, InstantSource clock, EntitySettings settings) {
    Map<String, String> always =
        Map.of("workspace", EntityId.parse(entity).workspace().value(), "entity", entity);
    return Behaviors.withMdc(
        EntityMessage.class, always, Entity::mdc, new Entity<>(kind, entity, clock, settings));
  }

  private static Map<String, String> mdc(EntityMessage message) {
    return switch (message) {
      case Execute execute -> Map.of("correlation", execute.directive().correlation());
      case Read _, Leave _ -> Map.of();
    };
  }

  @Override
  public Remembered<S> emptyState() {
    return Remembered.nothing(kind.rules().absent());
  }

  @Override
  public CommandHandler<EntityMessage, JournalEntry<E>, Remembered<S>> commandHandler() {
    return (now, message) ->
        switch (message) {
          case Execute execute -> execute(now, execute);
          case Read read -> Effect().reply(read.replyTo(), done(now));
          case Leave _ -> Effect().stop();
        };
  }

  @Override
  public EventHandler<Remembered<S>, JournalEntry<E>> eventHandler() {
    return (now, entry) -> now.after(entry, kind.rules());
  }

  @Override
  public Set<String> tagsFor(JournalEntry<E> entry) {
    return tags;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), settings.snapshotsKept());
  }

  /** The kind's name goes with the snapshot, so that the serializer knows the state's type. */
  @Override
  public SnapshotAdapter<Remembered<S>> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(Remembered<S> state) {
        return new EntitySnapshot(kind.name(), state);
      }

      @Override
      public Remembered<S> fromJournal(Object from) {
        Remembered<?> kept = ((EntitySnapshot) from).remembered();
        return new Remembered<>(
            kind.state().cast(kept.state()), kept.revision(), kept.recent(), kept.quarantine());
      }
    };
  }

  private Effect<JournalEntry<E>, Remembered<S>> execute(Remembered<S> now, Execute execute) {
    if (now.quarantine().isPresent()) {
      return Effect()
          .reply(execute.replyTo(), new Answer.Quarantined(entity, now.quarantine().get()));
    }
    Considered<S, E, R> considered;
    try {
      considered =
          now.consider(
              kind.rules(),
              kind.command().cast(execute.command()),
              execute.directive(),
              clock.instant());
    } catch (RuntimeException defect) {
      LOG.atError()
          .addKeyValue("kind", kind.name())
          .addKeyValue("command", execute.command().getClass().getSimpleName())
          .setCause(defect)
          .log("rules of an entity failed");
      return Effect()
          .reply(execute.replyTo(), new Answer.Broken(entity, execute.directive().correlation()));
    }
    return switch (considered) {
      case Considered.Answer<S, E, R>(Reply<S, R> reply) ->
          Effect().reply(execute.replyTo(), new Answer.Replied(kind.name(), reply));
      case Considered.Write<S, E, R>(List<Recorded<E>> entries) ->
          Effect()
              .persist(List.<JournalEntry<E>>copyOf(entries))
              .thenReply(execute.replyTo(), this::done);
    };
  }

  private Answer done(Remembered<S> now) {
    return new Answer.Replied(kind.name(), new Reply.Done<>(now.state(), now.revision()));
  }
}
