package com.quotahit.cluster.engine;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Tally.TallyCommand;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A node in a process of its own that writes to a few entities without end and prints each answer.
 */
final class EngineChild {

  static final int ENTITIES = 6;

  /** So that a test reads thousands of answers, not hundreds of thousands. */
  private static final Duration BETWEEN_WRITES = Duration.ofMillis(20);

  private EngineChild() {}

  static EntityId entity(int number) {
    return new EntityId(new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav"), "t" + number);
  }

  /**
   * @param arguments the database, the port that others know, the port that is bound
   */
  public static void main(String[] arguments) throws Exception {
    Database database =
        Database.open(
            new DatabaseSettings(
                Optional.of(arguments[0]),
                Optional.empty(),
                Path.of("target"),
                8,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15)));
    EngineNode node =
        new EngineNode(
            database,
            """
            pekko.coordinated-shutdown.exit-jvm = on
            pekko.remote.artery.canonical.port = %s
            pekko.remote.artery.bind.hostname = "127.0.0.1"
            pekko.remote.artery.bind.port = %s
            """
                .formatted(arguments[1], arguments[2]));
    System.out.println("up " + node.system().address().hostPort());
    // Shards go to the nodes that are there when they are first needed: wait for all.
    System.in.read();
    for (int i = 0; i < ENTITIES; i++) {
      int number = i;
      Thread.ofVirtual().start(() -> write(node, number));
    }
    Thread.currentThread().join();
  }

  private static void write(EngineNode node, int number) {
    EntityId id = entity(number);
    while (true) {
      String command = UUID.randomUUID().toString();
      try {
        node.execute(id, "start", new TallyCommand.Start("t"));
        node.execute(id, command, new TallyCommand.Add(1));
        System.out.println("ok " + number + " " + command);
      } catch (Exception failure) {
        System.out.println("failed " + number + " " + failure);
      }
      LockSupport.parkNanos(BETWEEN_WRITES.toNanos());
    }
  }
}
