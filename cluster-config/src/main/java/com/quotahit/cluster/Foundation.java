package com.quotahit.cluster;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.engine.EntitySettings;
import com.quotahit.actors.engine.Kind;
import com.quotahit.actors.engine.ShardedEntities;
import com.quotahit.core.shared.IdSource;
import com.quotahit.persistence.cluster.EngineSelfCheck;
import com.quotahit.persistence.cluster.SeedList;
import com.quotahit.persistence.cluster.SeedSettings;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.DatabaseSettings;
import com.quotahit.persistence.journal.JournalCatalog;
import com.quotahit.persistence.journal.JournalNames;
import com.quotahit.persistence.journal.PersistenceSetup;
import com.quotahit.persistence.journal.ProcessRunner;
import com.quotahit.persistence.journal.ProjectionProgress;
import com.quotahit.persistence.journal.ProjectionRunner;
import com.typesafe.config.Config;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;

/** What every feature stands on: database, actor system, clock, ids, metrics. */
public record Foundation(
    Config config,
    Database database,
    ActorSystem<SpawnProtocol.Command> system,
    Blocking blocking,
    InstantSource clock,
    SecureRandom random,
    IdSource ids,
    PrometheusMeterRegistry meters,
    ProjectionRunner projections,
    ProcessRunner processes,
    ProjectionProgress progress) {

  /**
   * Opens the database, then the actor system on it; the system closes the database when its
   * entities are gone.
   */
  static Foundation lay(Config config, List<JournalNames<?>> journal) throws IOException {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Database database = Database.open(DatabaseSettings.from(config));
    ActorSystem<SpawnProtocol.Command> system;
    try {
      system =
          ActorSystem.create(
              SpawnProtocol.create(),
              "quotahit",
              PersistenceSetup.of(config, database, new JournalCatalog(journal)));
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-database",
            () -> blocking(database::close));
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    return new Foundation(
        config,
        database,
        system,
        new Blocking(BlockingLimit.from(config)),
        clock,
        random,
        IdSource.uuidV7(clock, random),
        meters,
        new ProjectionRunner(system, database, meters),
        new ProcessRunner(system, database, meters),
        new ProjectionProgress(database));
  }

  /** Refuses to go on with settings that would void a promise, then joins the cluster. */
  CompletionStage<Done> join() {
    EngineSelfCheck.require(system.settings().config(), database, clock);
    return new SeedList(system, database, SeedSettings.from(config)).join();
  }

  /**
   * Runs blocking {@code work} when requests and entities have ended; the database is still open.
   */
  void atEnd(String what, Runnable work) {
    CoordinatedShutdown.get(system)
        .addTask(CoordinatedShutdown.PhaseClusterShutdown(), what, () -> blocking(work));
  }

  /** After everything of {@link #atEnd}: for what the others still stand on while they close. */
  void atLast(String what, Runnable work) {
    CoordinatedShutdown.get(system)
        .addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), what, () -> blocking(work));
  }

  ShardedEntities entities(List<? extends Kind<?, ?, ?, ?>> kinds) {
    return new ShardedEntities(system, clock, EntitySettings.from(config), kinds);
  }

  private static CompletionStage<Done> blocking(Runnable work) {
    CompletableFuture<Done> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            work.run();
            done.complete(Done.getInstance());
          } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
          }
        });
    return done;
  }
}
