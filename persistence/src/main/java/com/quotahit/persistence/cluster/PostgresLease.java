package com.quotahit.persistence.cluster;

import com.quotahit.persistence.journal.PersistenceSetup;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease by which one side of a divided cluster may live on, as a row in PostgreSQL that its
 * holder renews. Whoever cannot renew it in time holds it no more, and is told so, before the
 * database would give it to another.
 */
public final class PostgresLease extends Lease {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresLease.class);

  private final LeaseSettings settings;
  private final LeaseTable table;
  private final Duration held;
  private final Duration renewEvery;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("cluster-lease").unstarted(work));

  private volatile long heldUntil = Long.MIN_VALUE;
  private volatile boolean holding;
  private @Nullable ScheduledFuture<?> renewal;

  /** As Pekko's lease extension makes it. */
  public PostgresLease(LeaseSettings settings, ExtendedActorSystem system) {
    this(
        settings,
        new LeaseTable(
            PersistenceSetup.in(system).database(),
            settings.leaseName(),
            settings.ownerName(),
            settings.timeoutSettings().getHeartbeatTimeout()));
  }

  PostgresLease(LeaseSettings settings, LeaseTable table) {
    this.settings = settings;
    this.table = table;
    this.held = settings.timeoutSettings().getHeartbeatTimeout();
    this.renewEvery = settings.timeoutSettings().getHeartbeatInterval();
  }

  @Override
  public LeaseSettings getSettings() {
    return settings;
  }

  @Override
  public CompletionStage<Boolean> acquire() {
    return acquire(_ -> {});
  }

  @Override
  public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> lost) {
    return onThread(() -> {
      long asked = System.nanoTime();
      if (!table.acquire()) {
        return false;
      }
      heldUntil = asked + held.toNanos();
      holding = true;
      stopRenewing();
      renewal =
          thread.scheduleWithFixedDelay(
              () -> renew(lost),
              renewEvery.toMillis(),
              renewEvery.toMillis(),
              TimeUnit.MILLISECONDS);
      return true;
    });
  }

  @Override
  public CompletionStage<Boolean> release() {
    return onThread(() -> {
      holding = false;
      stopRenewing();
      table.release();
      return true;
    });
  }

  /** By this node's own steady clock, counted from before the question was sent: never too long. */
  @Override
  public boolean checkLease() {
    return holding && System.nanoTime() < heldUntil;
  }

  private void renew(Consumer<Optional<Throwable>> lost) {
    long asked = System.nanoTime();
    try {
      if (table.renew()) {
        heldUntil = asked + held.toNanos();
      } else {
        lose(lost, Optional.empty());
      }
    } catch (SQLException | RuntimeException failure) {
      LOG.atWarn().addKeyValue("lease", settings.leaseName()).log("could not renew a lease");
      if (System.nanoTime() + renewEvery.toNanos() >= heldUntil) {
        lose(lost, Optional.of(failure));
      }
    }
  }

  private void lose(Consumer<Optional<Throwable>> lost, Optional<Throwable> why) {
    holding = false;
    stopRenewing();
    LOG.atError().addKeyValue("lease", settings.leaseName()).log("lost a lease");
    lost.accept(why);
  }

  private void stopRenewing() {
    if (renewal != null) {
      renewal.cancel(false);
      renewal = null;
    }
  }

  private CompletionStage<Boolean> onThread(Callable<Boolean> work) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    thread.execute(() -> {
      try {
        result.complete(work.call());
      } catch (Exception failure) {
        result.completeExceptionally(failure);
      }
    });
    return result;
  }
}
