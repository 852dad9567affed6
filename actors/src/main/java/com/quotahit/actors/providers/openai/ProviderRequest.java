package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.ModelFailure;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One request on its own virtual thread: its place in the lane, its deadlines, its retries and its
 * end by cancellation. A retry happens only while nothing was delivered, since a second first half
 * of an answer would be heard twice.
 */
abstract class ProviderRequest implements Runnable {

  private final RequestLane lane;
  private final OpenAiSettings.Rest settings;
  private final Duration first;
  private final Duration total;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread worker;
  private boolean interruptible;
  private boolean cancelled;
  private boolean delivered;
  private @Nullable ModelFailure expired;
  private @Nullable ScheduledFuture<?> quiet;

  /**
   * @param first from start to the first {@link #progress}
   */
  ProviderRequest(
      RequestLane lane,
      OpenAiSettings.Rest settings,
      Duration first,
      Duration total,
      RandomGenerator random) {
    this.lane = lane;
    this.settings = settings;
    this.first = first;
    this.total = total;
    this.random = random;
  }

  /** Does the request once; blocks; calls {@link #progress} at every sign of life with content. */
  abstract void attempt() throws Exception;

  abstract void failed(ModelFailure failure);

  final void start() {
    lane.start(this);
  }

  public void cancel() {
    end(null);
  }

  final boolean cancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final void run() {
    ScheduledFuture<?> whole = lane.after(total, () -> expire("answer took too long"));
    boolean entered = false;
    try {
      begin(Thread.currentThread());
      lane.enter();
      entered = true;
      lane.health().beforeRequest();
      expectWithin(first, "no answer began in time");
      attempts();
    } catch (Exception failure) {
      report(failure);
    } finally {
      outside();
      whole.cancel(false);
      calm();
      if (entered) {
        lane.leave();
      }
    }
  }

  private void attempts() throws Exception {
    for (int retry = 0; ; retry++) {
      try {
        attempt();
        lane.health().succeeded();
        return;
      } catch (Exception failure) {
        countFailure(failure);
        if (mayNotRetry(retry, failure)) {
          throw failure;
        }
        Thread.sleep(waitBefore(retry, OpenAiFailures.of(failure)));
      }
    }
  }

  private boolean mayNotRetry(int retry, Exception failure) {
    lock.lock();
    try {
      if (cancelled || expired != null || delivered || retry >= settings.retriesMax()) {
        return true;
      }
    } finally {
      lock.unlock();
    }
    ModelFailure known = OpenAiFailures.of(failure);
    return known.kind() != ModelFailure.Kind.TRANSIENT
        || known.retryAfter().map(wait -> wait.compareTo(settings.retryWaitMax()) > 0).orElse(false)
        || !lane.health().mayRetry();
  }

  /** Only what is the provider's fault counts: not a caller who left, not a key or a quota. */
  private void countFailure(Exception failure) {
    boolean ours = OpenAiFailures.of(failure).kind() != ModelFailure.Kind.TRANSIENT;
    if (!ours && !cancelled()) {
      lane.health().failed();
    }
  }

  /** Full jitter over 0.5 s, 1 s, 2 s; what the provider asks for is a floor. */
  private Duration waitBefore(int retry, ModelFailure failure) {
    long most = Math.min(500L << retry, settings.retryWaitMax().toMillis());
    Duration jittered = Duration.ofMillis(random.nextLong(most + 1));
    return failure.retryAfter().map(asked -> asked.plus(jittered.dividedBy(4))).orElse(jittered);
  }

  private void report(Exception failure) {
    lock.lock();
    ModelFailure known;
    try {
      if (cancelled) {
        return;
      }
      known = expired != null ? expired : OpenAiFailures.of(failure);
    } finally {
      lock.unlock();
    }
    failed(known);
  }

  /** Content came: the next piece is due within the idle time. */
  final void progress() {
    lock.lock();
    try {
      delivered = true;
    } finally {
      lock.unlock();
    }
    expectWithin(settings.idleTimeout(), "answer stopped half-way");
  }

  /** Runs code that is not ours to interrupt, with the idle clock stopped. */
  final void outside(Runnable work) {
    calm();
    outside();
    work.run();
    begin(Thread.currentThread());
  }

  private void expectWithin(Duration limit, String otherwise) {
    calm();
    lock.lock();
    try {
      quiet = lane.after(limit, () -> expire(otherwise));
    } finally {
      lock.unlock();
    }
  }

  /** Stops the idle clock, while it is not the provider that we wait for. */
  final void calm() {
    lock.lock();
    try {
      if (quiet != null) {
        quiet.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  private void expire(String message) {
    end(new ModelFailure(ModelFailure.Kind.TRANSIENT, message));
  }

  /**
   * An interrupt closes the socket that a virtual thread reads from: the quickest way to end a
   * request.
   */
  private void end(@Nullable ModelFailure why) {
    lock.lock();
    try {
      if (why == null) {
        cancelled = true;
      } else if (expired == null) {
        expired = why;
      }
      if (interruptible && worker != null) {
        worker.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void begin(Thread thread) {
    lock.lock();
    try {
      worker = thread;
      interruptible = true;
      if (cancelled || expired != null) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void outside() {
    lock.lock();
    try {
      interruptible = false;
      Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }
}
