package com.quotahit.persistence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.journal.JournalCatalog;
import com.quotahit.persistence.journal.PersistenceSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class NodesFindEachOtherTest {

  private final TestDatabase db = TestDatabase.fresh(20);
  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  @AfterEach
  void stop() {
    systems.forEach(ActorSystem::terminate);
    systems.forEach(s -> ended(s, Duration.ofSeconds(30)));
    db.close();
  }

  private static void ended(ActorSystem<Void> system, Duration longest) {
    Awaitility.await()
        .atMost(longest)
        .until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
  }

  private ActorSystem<Void> node(Database database) {
    Config config =
        ConfigFactory.parseString(
                """
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.enabled = off
                pekko.cluster.periodic-tasks-initial-delay = 100ms
                pekko.cluster.downing-provider-class =
                  "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
                pekko.cluster.split-brain-resolver.active-strategy = lease-majority
                pekko.cluster.split-brain-resolver.lease-majority.lease-implementation =
                  "quotahit.cluster.lease"
                pekko.coordinated-shutdown.exit-jvm = off
                pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
                pekko.loglevel = WARNING
                """)
            .withFallback(ConfigFactory.parseResources("quotahit/persistence.conf"))
            .withFallback(ConfigFactory.load())
            .resolve();
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "quotahit",
            PersistenceSetup.of(config, database, new JournalCatalog(List.of())));
    systems.add(system);
    return system;
  }

  private static Done up(ActorSystem<Void> system, Database database) throws Exception {
    return new SeedList(system, database, SeedSettings.from(system.settings().config()))
        .join()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private static int members(ActorSystem<Void> system) {
    int up = 0;
    for (var member : Cluster.get(system).state().getMembers()) {
      up += member.status() == MemberStatus.up() ? 1 : 0;
    }
    return up;
  }

  @Test
  void a_node_alone_founds_a_cluster_at_once() throws Exception {
    ActorSystem<Void> system = node(db.database());
    long begin = System.nanoTime();
    up(system, db.database());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.println("alone and up after " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Duration.ofSeconds(10));
    assertThat(members(system)).isEqualTo(1);
  }

  @Test
  void nodes_that_start_at_the_same_moment_become_one_cluster() throws Exception {
    List<ActorSystem<Void>> three =
        List.of(node(db.database()), node(db.database()), node(db.database()));
    var joining =
        three.stream()
            .map(s ->
                new SeedList(s, db.database(), SeedSettings.from(s.settings().config()))
                    .join()
                    .toCompletableFuture())
            .toList();
    for (var one : joining) {
      one.get(60, TimeUnit.SECONDS);
    }
    for (ActorSystem<Void> system : three) {
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> members(system) == 3);
    }
    Set<Object> leaders =
        three.stream()
            .map(s -> (Object) Cluster.get(s).state().getLeader())
            .collect(Collectors.toSet());
    assertThat(leaders).hasSize(1);
  }

  @Test
  void rows_of_nodes_that_died_are_no_obstacle() throws Exception {
    db.database()
        .jdbi()
        .useHandle(h ->
            h.execute(
                "INSERT INTO cluster_node VALUES"
                    + " ('pekko://quotahit@127.0.0.1:1', 'old', true, now())"));
    ActorSystem<Void> system = node(db.database());
    up(system, db.database());
    assertThat(members(system)).isEqualTo(1);
  }

  @Test
  void a_node_that_leaves_takes_its_row_along() throws Exception {
    ActorSystem<Void> system = node(db.database());
    up(system, db.database());
    assertThat(rows()).isEqualTo(1);
    system.terminate();
    ended(system, Duration.ofSeconds(30));
    assertThat(rows()).isZero();
  }

  private int rows() {
    return db.database()
        .jdbi()
        .withHandle(
            h -> h.createQuery("SELECT count(*) FROM cluster_node").mapTo(Integer.class).one());
  }
}
