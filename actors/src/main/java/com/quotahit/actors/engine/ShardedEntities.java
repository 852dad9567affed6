package com.quotahit.actors.engine;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Entities spread over the nodes of the cluster that have the role {@value #ROLE}.
 *
 * <p>A message is lost when its entity moves to another node just then. So a command that is not
 * answered within the ask timeout is sent again under the same id, which is harmless, up to {@value
 * #TRIES} times while it may still be done. Then the stage fails with a {@link
 * java.util.concurrent.TimeoutException}; the command may still have been done, so ask again with
 * the same command id.
 */
public final class ShardedEntities implements Entities {

  static final String ROLE = "engine";
  static final int TRIES = 3;

  private static final EntityId NOBODY =
      new EntityId(new WorkspaceId("wsp_00000000000000000000000000"), "nobody");

  private final ClusterSharding sharding;
  private final InstantSource clock;
  private final EntitySettings settings;
  private final Map<Kind<?, ?, ?, ?>, EntityTypeKey<EntityMessage>> keys = new HashMap<>();

  /** Starts the shards of every kind. A node starts all kinds before it serves requests. */
  public ShardedEntities(
      ActorSystem<?> system,
      InstantSource clock,
      EntitySettings settings,
      List<? extends Kind<?, ?, ?, ?>> kinds) {
    this.sharding = ClusterSharding.get(system);
    this.clock = clock;
    this.settings = settings;
    kinds.forEach(EngineKinds.of(system.classicSystem())::add);
    for (Kind<?, ?, ?, ?> kind : kinds) {
      EntityTypeKey<EntityMessage> key = EntityTypeKey.create(EntityMessage.class, kind.name());
      keys.put(kind, key);
      sharding.init(
          org.apache.pekko.cluster.sharding.typed.javadsl.Entity.of(
                  key, context -> Entity.behavior(kind, context.getEntityId(), clock, settings))
              .withRole(ROLE)
              .withStopMessage(new EntityMessage.Leave()));
    }
  }

  @Override
  public <S, C, E, R> CompletionStage<Reply<S, R>> execute(
      Kind<S, C, E, R> kind, EntityId id, C command, Directive directive) {
    return asked(
        () ->
            ask(
                kind,
                id,
                replyTo -> new EntityMessage.Execute(kind.name(), command, directive, replyTo)),
        TRIES,
        () -> clock.instant().isBefore(directive.notAfter()));
  }

  @Override
  public <S, C, E, R> CompletionStage<Reply.Done<S, R>> read(Kind<S, C, E, R> kind, EntityId id) {
    return asked(
            () -> this.<S, R>ask(kind, id, replyTo -> new EntityMessage.Read(kind.name(), replyTo)),
            TRIES - 1,
            () -> true)
        .thenApply(reply ->
            switch (reply) {
              case Reply.Done<S, R> done -> done;
              case Reply.Refused<S, R> _, Reply.TooLate<S, R> _ ->
                  throw new IllegalStateException("a read was answered with " + reply);
            });
  }

  /**
   * Reads one absent entity of each kind, so that shards, journal and their classes are in memory
   * before the first person waits for them. Whatever is not warm by {@code longest} warms up later.
   */
  public CompletionStage<Done> warmUp(Duration longest) {
    CompletionStage<Done> warm = CompletableFuture.completedStage(Done.getInstance());
    for (Kind<?, ?, ?, ?> kind : keys.keySet()) {
      CompletionStage<Done> one = read(kind, NOBODY).handle((_, _) -> Done.getInstance());
      warm = warm.thenCombine(one, (_, done) -> done);
    }
    return warm.toCompletableFuture()
        .completeOnTimeout(Done.getInstance(), longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks again while nothing was heard and it still makes sense. */
  static <T> CompletionStage<T> asked(
      Supplier<CompletionStage<T>> ask, int tries, BooleanSupplier stillWanted) {
    return ask.get()
        .exceptionallyCompose(failure ->
            tries > 1 && unheard(failure) && stillWanted.getAsBoolean()
                ? asked(ask, tries - 1, stillWanted)
                : CompletableFuture.failedStage(failure));
  }

  private static boolean unheard(Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof CompletionException && failure.getCause() instanceof TimeoutException;
  }

  private <S, R> CompletionStage<Reply<S, R>> ask(
      Kind<S, ?, ?, R> kind, EntityId id, Function<ActorRef<Answer>, EntityMessage> message) {
    EntityTypeKey<EntityMessage> key = keys.get(kind);
    if (key == null) {
      throw new IllegalArgumentException("kind '" + kind.name() + "' was not started on this node");
    }
    return sharding
        .entityRefFor(key, id.toString())
        .<Answer>ask(message::apply, settings.askTimeout())
        .thenApply(answer -> reply(kind, answer));
  }

  private static <S, R> Reply<S, R> reply(Kind<S, ?, ?, R> kind, Answer answer) {
    return switch (answer) {
      case Answer.Replied(String _, Reply<?, ?> reply) ->
          switch (reply) {
            case Reply.Done<?, ?>(Object state, long revision) ->
                new Reply.Done<>(kind.state().cast(state), revision);
            case Reply.Refused<?, ?>(Object why) -> new Reply.Refused<>(kind.rejection().cast(why));
            case Reply.TooLate<?, ?> _ -> new Reply.TooLate<>();
          };
      case Answer.Quarantined(String entity, String problem) ->
          throw new EntityQuarantined(entity, problem);
      case Answer.Broken(String entity, String correlation) ->
          throw new EntityDefect(entity, correlation);
    };
  }
}
