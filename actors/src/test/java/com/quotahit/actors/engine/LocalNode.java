package com.quotahit.actors.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** One cluster node for tests, on a free port, that has joined itself. */
public final class LocalNode {

  private LocalNode() {}

  /** A node with the journal in memory. */
  public static ActorTestKit withMemoryJournal() {
    return start(
        """
        pekko.persistence.journal.plugin = "pekko.persistence.journal.inmem"
        pekko.persistence.snapshot-store.plugin = "pekko.persistence.snapshot-store.local"
        pekko.persistence.snapshot-store.local.dir = "target/snapshots"
        """);
  }

  public static ActorTestKit start(String more) {
    Config config =
        ConfigFactory.parseString(
                """
                pekko.remote.artery.canonical.port = 0
                pekko.coordinated-shutdown.exit-jvm = off
                pekko.coordinated-shutdown.run-by-actor-system-terminate = off
                pekko.cluster.jmx.enabled = off
                pekko.cluster.downing-provider-class = ""
                pekko.loglevel = WARNING
                """)
            .withFallback(ConfigFactory.parseString(more))
            .withFallback(ConfigFactory.parseResources("quotahit/cluster.conf"))
            .withFallback(ConfigFactory.load())
            .resolve();
    ActorTestKit kit = ActorTestKit.create("quotahit", config);
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return kit;
  }

  static List<String> roles(ActorTestKit kit) {
    return List.copyOf(Cluster.get(kit.system()).selfMember().getRoles());
  }
}
