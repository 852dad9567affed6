package com.quotahit.persistence.cluster;

import com.quotahit.persistence.database.Database;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last thing that a process does, whether it ends by a signal, by leaving the cluster or by being
 * downed: it waits until the actors have written what they had to write, then closes the database.
 */
public final class NodeShutdown {

  private static final Logger LOG = LoggerFactory.getLogger(NodeShutdown.class);

  private NodeShutdown() {}

  /** Registers it; {@code longest} bounds the wait for the actor system. */
  public static void closeAfter(ActorSystem<?> system, Database database, Duration longest) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> awaitThenClose(system, database, longest), "close-database"));
  }

  private static void awaitThenClose(
      ActorSystem<?> system, Database database, Duration longest) {
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      LOG.warn("the actors did not end in time; closing the database under them");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }
}
