package com.quotahit.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class TheLastNodeLeavesAtOnceTest {

  /** What Pekko waits for a region that still has something to deliver is 9 s. */
  private static final Duration WITHOUT_WAITING = Duration.ofSeconds(7);

  private enum Word {
    STOP,
    STOPPED
  }

  @Test
  void a_node_that_leaves_does_not_wait_for_readers_that_it_asks_for_itself() {
    var running = new AtomicInteger();
    ActorSystem<Void> node = node();
    SlicedReaders.run(node, Word.class, "readers", 4, _ -> slowToStop(running), Word.STOP);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> running.get() == 4);

    assertThat(
            CoordinatedShutdown.get(node)
                .runAll(CoordinatedShutdown.clusterLeavingReason())
                .toCompletableFuture())
        .succeedsWithin(WITHOUT_WAITING);
  }

  /** A reader finishes what it is doing; meanwhile its node asks for it many times. */
  private static Behavior<Word> slowToStop(AtomicInteger running) {
    return Behaviors.withTimers(timers -> {
      running.incrementAndGet();
      return Behaviors.receive(Word.class)
          .onMessageEquals(
              Word.STOP,
              () -> {
                timers.startSingleTimer(Word.STOPPED, Duration.ofMillis(300));
                return Behaviors.same();
              })
          .onMessageEquals(Word.STOPPED, Behaviors::stopped)
          .build();
    });
  }

  private static ActorSystem<Void> node() {
    ActorSystem<Void> node =
        ActorSystem.create(
            Behaviors.empty(),
            "leaves",
            ConfigFactory.parseString(
                    """
                    pekko.actor.provider = cluster
                    pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    pekko.cluster.roles = ["engine"]
                    pekko.cluster.jmx.enabled = off
                    pekko.cluster.downing-provider-class = ""
                    pekko.cluster.sharded-daemon-process.keep-alive-interval = 20ms
                    pekko.coordinated-shutdown.exit-jvm = off
                    pekko.loglevel = WARNING
                    """)
                .withFallback(ConfigFactory.load())
                .resolve());
    Cluster cluster = Cluster.get(node);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return node;
  }
}
