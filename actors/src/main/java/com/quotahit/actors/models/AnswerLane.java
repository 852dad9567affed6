package com.quotahit.actors.models;

import com.quotahit.core.models.ModelFailure;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The bound of answers under way, each on a virtual thread of its own, and the one timer that
 * watches their deadlines.
 */
final class AnswerLane implements AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(2);

  private final Semaphore places;
  private final ScheduledThreadPoolExecutor timer;

  AnswerLane(int most) {
    this.places = new Semaphore(most, true);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("models.deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  void start(Runnable work) {
    Thread.ofVirtual().name("models.answer").start(work);
  }

  /** Takes a place or says that all are taken. */
  void enter() throws InterruptedException {
    if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "too many answers under way");
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
