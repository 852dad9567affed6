package com.quotahit.cluster;

import com.quotahit.persistence.cluster.SeedList;
import com.quotahit.persistence.cluster.SeedSettings;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.journal.JournalCatalog;
import com.quotahit.persistence.journal.JournalNames;
import com.quotahit.persistence.journal.PersistenceSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * One member of the cluster of a database, with the shipped settings and nothing of the product on
 * it yet; several of them live in a test's own process.
 */
public final class LocalMember implements AutoCloseable {

  private static final String ON_LOOPBACK =
      """
      pekko.remote.artery.canonical.port = 0
      pekko.cluster.jmx.enabled = off
      pekko.loglevel = WARNING
      """;

  private final Config config;
  private final ActorSystem<Void> system;

  private LocalMember(Config config, ActorSystem<Void> system) {
    this.config = config;
    this.system = system;
  }

  /**
   * Returns when it has found the others.
   *
   * @param settings over the shipped ones
   */
  public static LocalMember join(Database database, JournalNames<?> names, String settings)
      throws Exception {
    Config config = config("pekko.coordinated-shutdown.exit-jvm = off\n" + settings);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "quotahit",
            PersistenceSetup.of(config, database, new JournalCatalog(List.of(names))));
    new SeedList(system, database, SeedSettings.from(config))
        .join()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
    return new LocalMember(config, system);
  }

  /** What a node would run with, but on loopback ports of its own. */
  public static Config config(String settings) {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.parseString(ON_LOOPBACK))
        .withFallback(ConfigFactory.parseResources("quotahit/cluster.conf"))
        .withFallback(ConfigFactory.parseResources("quotahit/persistence.conf"))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  public Config config() {
    return config;
  }

  public ActorSystem<Void> system() {
    return system;
  }

  /** How many members it knows to be up, itself among them. */
  public long up() {
    return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .count();
  }

  @Override
  public void close() throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
