package com.quotahit.cluster.engine;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.EntitySettings;
import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.engine.ShardedEntities;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Tally;
import com.quotahit.core.shared.Tally.TallyCommand;
import com.quotahit.core.shared.Tally.TallyRejection;
import com.quotahit.persistence.cluster.SeedList;
import com.quotahit.persistence.cluster.SeedSettings;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.journal.JournalCatalog;
import com.quotahit.persistence.journal.PersistenceSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The engine as a node runs it, with the shipped settings, for tests within one JVM. */
final class EngineNode implements AutoCloseable {

  private final ActorSystem<Void> system;
  private final Entities entities;

  EngineNode(Database database) throws Exception {
    this(database, "pekko.coordinated-shutdown.exit-jvm = off");
  }

  EngineNode(Database database, String settings) throws Exception {
    Config config = config(settings);
    system =
        ActorSystem.create(
            Behaviors.empty(),
            "quotahit",
            PersistenceSetup.of(config, database, new JournalCatalog(List.of(TallyNames.NAMES))));
    new SeedList(system, database, SeedSettings.from(config))
        .join()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
    entities =
        new ShardedEntities(
            system, InstantSource.system(), EntitySettings.from(config), List.of(TallyNames.KIND));
  }

  static Config config(String more) {
    return ConfigFactory.parseString(more)
        .withFallback(
            ConfigFactory.parseString(
                """
                pekko.remote.artery.canonical.port = 0
                pekko.cluster.jmx.enabled = off
                pekko.loglevel = WARNING
                """))
        .withFallback(ConfigFactory.parseResources("quotahit/cluster.conf"))
        .withFallback(ConfigFactory.parseResources("quotahit/persistence.conf"))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  ActorSystem<Void> system() {
    return system;
  }

  /** Asks once; fails with what the engine fails with. */
  Reply<Tally, TallyRejection> once(EntityId id, String commandId, TallyCommand command)
      throws Exception {
    return entities
        .execute(
            TallyNames.KIND,
            id,
            command,
            new Directive(commandId, Instant.now().plusSeconds(4), new By.Platform("test"), "cor"))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /** Asks again with the same id while no answer comes, for a minute at the most. */
  Reply<Tally, TallyRejection> execute(EntityId id, String commandId, TallyCommand command)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return once(id, commandId, command);
      } catch (ExecutionException lost) {
        if (!(lost.getCause() instanceof TimeoutException) || System.nanoTime() > end) {
          throw lost;
        }
      }
    }
  }

  Reply.Done<Tally, TallyRejection> read(EntityId id) throws Exception {
    return entities.read(TallyNames.KIND, id).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
