package com.quotahit.persistence.journal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;

/** Readers of the journal, one for each slice, spread over the nodes and kept running. */
final class SlicedReaders {

  private SlicedReaders() {}

  /**
   * @param name of all slices together; once in an installation
   * @param stop what a reader is told when it shall run elsewhere
   */
  static <M> void run(
      ActorSystem<?> system,
      Class<M> message,
      String name,
      int slices,
      IntFunction<Behavior<M>> reader,
      M stop) {
    ShardedDaemonProcess.get(system)
        .init(
            message,
            name,
            slices,
            reader::apply,
            ShardedDaemonProcessSettings.create(system).withRole("engine"),
            Optional.of(stop));
    stopAskingWhenLeaving(system, name);
  }

  /**
   * A node that leaves must not go on asking for its readers: a shard region counts what it is
   * asked for as a message to deliver, and the last node has nobody to deliver it to, so that it
   * would wait out the whole limit of the phase (apache/pekko#3552).
   */
  private static void stopAskingWhenLeaving(ActorSystem<?> system, String name) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeClusterShutdown(),
            "stop-asking-for-" + name,
            () -> {
              system
                  .classicSystem()
                  .actorSelection("/system/ShardedDaemonProcessKeepAlive-" + name)
                  .tell(PoisonPill.getInstance(), org.apache.pekko.actor.ActorRef.noSender());
              return CompletableFuture.completedFuture(Done.getInstance());
            });
  }
}
