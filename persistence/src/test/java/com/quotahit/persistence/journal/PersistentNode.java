package com.quotahit.persistence.journal;

import com.quotahit.persistence.database.Database;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A cluster of one node on a real journal, for store tests. */
public final class PersistentNode {

  private PersistentNode() {}

  public static ActorTestKit start(Database database, List<JournalNames<?>> names) {
    Config config =
        ConfigFactory.parseString(
                """
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.roles = ["engine"]
                pekko.cluster.jmx.enabled = off
                pekko.cluster.downing-provider-class = ""
                pekko.coordinated-shutdown.exit-jvm = off
                pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
                pekko.loglevel = WARNING
                """)
            .withFallback(ConfigFactory.parseResources("quotahit/persistence.conf"))
            .withFallback(ConfigFactory.load())
            .resolve();
    ActorSystem<SpawnProtocol.Command> system =
        ActorSystem.create(
            SpawnProtocol.create(),
            "quotahit",
            PersistenceSetup.of(config, database, new JournalCatalog(names)));
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> cluster.selfMember().status() == MemberStatus.up());
    return ActorTestKit.create(system);
  }
}
