package com.quotahit.actors.models;

import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelFailure.Kind;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds the reins of one answer: its reader's demand, its deadlines and its end by cancellation. An
 * interrupt closes the socket that a virtual thread reads from, which is the quickest way to end a
 * request; it reaches the thread only between {@link #begin} and {@link #finish}.
 */
final class AnswerWatch implements Flow.Subscription {

  private final AnswerLane lane;
  private final Duration whole;
  private final Duration lastDemand;
  private final long started = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread worker;
  private @Nullable ScheduledFuture<?> watch;
  private @Nullable ModelFailure expired;
  private boolean cancelled;
  private long demand;
  private volatile Runnable whenAskedWrongly = () -> {};

  /**
   * @param whole time for all of the answer
   * @param lastDemand how long a reader may take to ask for the end
   */
  AnswerWatch(AnswerLane lane, Duration whole, Duration lastDemand) {
    this.lane = lane;
    this.whole = whole;
    this.lastDemand = lastDemand;
  }

  void whenAskedWrongly(Runnable listener) {
    whenAskedWrongly = listener;
  }

  ScheduledFuture<?> wholeDeadline() {
    return lane.after(whole, () -> expire("the answer took too long"));
  }

  /** Waits until the reader wants more; false when there is no use in going on. */
  boolean awaitDemand() {
    lock.lock();
    try {
      while (demand == 0 && !cancelled && expired == null) {
        changed.await();
      }
      if (cancelled || expired != null) {
        Thread.currentThread().interrupt();
        return false;
      }
      demand--;
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** What a failure is, seen from outside: a deadline of ours looks like a broken connection. */
  ModelFailure known(Exception failure) {
    lock.lock();
    try {
      if (expired != null) {
        return expired;
      }
    } finally {
      lock.unlock();
    }
    return failure instanceof ModelFailure model
        ? model
        : new ModelFailure(Kind.TRANSIENT, "the answer could not be read");
  }

  void expectWithin(Duration limit, String otherwise) {
    calm();
    lock.lock();
    try {
      watch = lane.after(limit, () -> expire(otherwise));
    } finally {
      lock.unlock();
    }
  }

  void calm() {
    lock.lock();
    try {
      if (watch != null) {
        watch.cancel(false);
        watch = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private void expire(String message) {
    lock.lock();
    try {
      if (expired == null) {
        expired = new ModelFailure(Kind.TRANSIENT, message);
        interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void request(long n) {
    lock.lock();
    try {
      demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (n <= 0) {
      cancel();
      whenAskedWrongly.run();
    }
  }

  @Override
  public void cancel() {
    lock.lock();
    try {
      cancelled = true;
      interrupt();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void interrupt() {
    if (worker != null) {
      worker.interrupt();
    }
  }

  /**
   * From here on this thread may be interrupted; a deadline of the candidate before is forgotten.
   */
  void begin() {
    lock.lock();
    try {
      Thread.interrupted();
      worker = Thread.currentThread();
      if (!wholeIsOver()) {
        expired = null;
      }
      if (cancelled) {
        interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From here on nobody interrupts this thread: what is left must be done in any case. */
  void finish() {
    lock.lock();
    try {
      worker = null;
      Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }

  boolean awaitLastDemand() {
    lock.lock();
    try {
      while (demand == 0 && !cancelled) {
        if (!changed.await(lastDemand.toMillis(), TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      demand--;
      return !cancelled;
    } catch (InterruptedException impossible) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  boolean wholeIsOver() {
    return System.nanoTime() - started >= whole.toNanos();
  }

  boolean hasExpired() {
    lock.lock();
    try {
      return expired != null;
    } finally {
      lock.unlock();
    }
  }

  boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }
}
