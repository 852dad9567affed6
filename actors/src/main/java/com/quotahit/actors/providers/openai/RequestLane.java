package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.ModelFailure;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The named limit of blocking requests to one provider. Each runs on a virtual thread of its own,
 * so the limit, not a pool, bounds them; it also keeps the one timer that watches their deadlines.
 */
final class RequestLane implements AutoCloseable {

  private final String name;
  private final Semaphore places;
  private final Duration wait;
  private final ProviderHealth health;
  private final ScheduledThreadPoolExecutor timer;

  RequestLane(String name, int most, Duration wait, ProviderHealth health) {
    this.health = health;
    this.name = name;
    this.places = new Semaphore(most, true);
    this.wait = wait;
    this.timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  Thread start(Runnable work) {
    return Thread.ofVirtual().name(name + ".request").start(work);
  }

  ProviderHealth health() {
    return health;
  }

  /** Takes a place or says that the provider's lane is full. */
  void enter() throws InterruptedException {
    if (!places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "too many requests under way");
    }
  }

  void leave() {
    places.release();
  }

  ScheduledFuture<?> after(Duration delay, Runnable action) {
    return timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  int free() {
    return places.availablePermits();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
