package com.quotahit.bench;

import ch.qos.logback.classic.Level;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.EntitySettings;
import com.quotahit.actors.engine.ShardedEntities;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.cluster.EngineSelfCheck;
import com.quotahit.persistence.cluster.SeedList;
import com.quotahit.persistence.cluster.SeedSettings;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.DatabaseSettings;
import com.quotahit.persistence.journal.JournalCatalog;
import com.quotahit.persistence.journal.PersistenceSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands through the sharded entity, answered once the journal has them, against the same rows
 * written by bare clients into the same table in the same minute. The rounds take turns, so that
 * whatever else the machine does hits both.
 */
public final class JournalBench {

  private static final double GOAL = 0.35;
  private static final int ROUNDS = 3;

  private final Entities entities;
  private final int inFlight;
  private final WorkspaceId workspace = new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav");
  private final AtomicLong commands = new AtomicLong();

  private JournalBench(Entities entities, int inFlight) {
    this.entities = entities;
    this.inFlight = inFlight;
  }

  private record Round(double perSecond, ConcurrentHistogram micros, long failed) {}

  public static void main(String[] arguments) throws Exception {
    ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
        .setLevel(Level.WARN);
    int seconds = Integer.getInteger("bench.seconds", 8);
    int inFlight = Integer.getInteger("bench.in-flight", 256);
    int clients = Integer.getInteger("bench.clients", 32);
    Path directory = Files.createTempDirectory("quotahit-bench-journal");
    Config config = config(directory);
    try (Database database = Database.open(DatabaseSettings.from(config))) {
      ActorSystem<Void> system =
          ActorSystem.create(
              Behaviors.empty(),
              "quotahit",
              PersistenceSetup.of(config, database, new JournalCatalog(List.of(BenchNote.NAMES))));
      EngineSelfCheck.require(
          withExit(system.settings().config()), database, InstantSource.system());
      new SeedList(system, database, SeedSettings.from(config))
          .join()
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
      Entities entities =
          new ShardedEntities(
              system, InstantSource.system(), EntitySettings.from(config), List.of(BenchNote.KIND));
      try {
        new JournalBench(entities, inFlight).run(new ReferenceInserts(database, clients), seconds);
      } finally {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
      }
    } finally {
      delete(directory);
    }
  }

  private void run(ReferenceInserts reference, int seconds) throws Exception {
    System.out.printf(
        "journal: %d commands in flight over %d entities; reference: %s%n",
        inFlight, inFlight, reference.name());
    round(seconds);
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      theirs[i] = reference.perSecond(seconds);
      Round round = round(seconds);
      ours[i] = round.perSecond();
      ratios[i] = ours[i] / theirs[i];
      System.out.printf(
          Locale.ROOT,
          "round %d: %,.0f commands/s (p50 %.1f ms, p99 %.1f ms, %d failed), reference %,.0f"
              + " inserts/s, ratio %.2f%n",
          i + 1,
          ours[i],
          round.micros().getValueAtPercentile(50) / 1_000.0,
          round.micros().getValueAtPercentile(99) / 1_000.0,
          round.failed(),
          theirs[i],
          ratios[i]);
    }
    double ratio = median(ratios);
    System.out.printf(
        Locale.ROOT,
        "journal: median %,.0f persisted commands/s, reference %,.0f, ratio %.2f (goal %.2f: %s)%n",
        median(ours),
        median(theirs),
        ratio,
        GOAL,
        ratio >= GOAL ? "reached" : "missed");
  }

  private Round round(int seconds) throws InterruptedException {
    ConcurrentHistogram micros = new ConcurrentHistogram(60_000_000L, 3);
    AtomicLong failed = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(inFlight);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < inFlight; i++) {
      next(new EntityId(workspace, "note_" + i), end, micros, failed, ended);
    }
    ended.await(seconds + 30L, TimeUnit.SECONDS);
    double took = (System.nanoTime() - begin) / 1e9;
    return new Round(micros.getTotalCount() / took, micros, failed.get());
  }

  /** Each entity has one command under way at a time; the next follows the answer. */
  private void next(
      EntityId id, long end, ConcurrentHistogram micros, AtomicLong failed, CountDownLatch ended) {
    long begin = System.nanoTime();
    if (begin >= end) {
      ended.countDown();
      return;
    }
    Directive directive =
        new Directive(
            "c" + commands.incrementAndGet(),
            Instant.now().plus(Duration.ofSeconds(10)),
            new By.Platform("bench"),
            "bench");
    entities
        .execute(BenchNote.KIND, id, new BenchNote.Write(BenchNote.TEXT), directive)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            micros.recordValue((System.nanoTime() - begin) / 1_000);
          } else {
            failed.incrementAndGet();
          }
          next(id, end, micros, failed, ended);
        });
  }

  private static Config config(Path directory) {
    return ConfigFactory.parseString(
            """
            pekko.remote.artery.canonical.port = 0
            pekko.coordinated-shutdown.exit-jvm = off
            pekko.cluster.jmx.enabled = off
            pekko.loglevel = WARNING
            quotahit.database.directory = "%s"
            """
                .formatted(directory))
        .withFallback(ConfigFactory.parseResources("quotahit/cluster.conf"))
        .withFallback(ConfigFactory.parseResources("quotahit/persistence.conf"))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  /** The bench must outlive its node to print; everything else is checked as it is. */
  private static Config withExit(Config config) {
    return ConfigFactory.parseString("pekko.coordinated-shutdown.exit-jvm = on")
        .withFallback(config);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
