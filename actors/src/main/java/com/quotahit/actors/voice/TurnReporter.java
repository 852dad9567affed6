package com.quotahit.actors.voice;

import com.quotahit.core.voice.CallListenerPort.StaleEpoch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.actor.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.ExecutionContext;

/**
 * Tells the owner of a call what came of it: one thing at a time, in order, again until it is
 * taken. Outlives the pipeline, so the last turns of a call are not lost when the owner is slow. A
 * turn is given up only after two minutes of failure, and then said out loud in the log.
 */
final class TurnReporter {

  private static final Logger LOG = LoggerFactory.getLogger(TurnReporter.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
  private static final Duration GIVE_UP = Duration.ofMinutes(2);

  private final ArrayDeque<Supplier<CompletionStage<Void>>> waiting = new ArrayDeque<>();
  private final String session;
  private final Scheduler scheduler;
  private final ExecutionContext threads;
  private final Runnable stale;
  private final AtomicInteger reporting;
  private boolean busy;
  private long failingSince = -1;

  /**
   * @param stale called when the owner knows of a newer connection
   * @param reporting counts the reporters that are not done
   */
  TurnReporter(
      String session,
      Scheduler scheduler,
      ExecutionContext threads,
      Runnable stale,
      AtomicInteger reporting) {
    this.session = session;
    this.scheduler = scheduler;
    this.threads = threads;
    this.stale = stale;
    this.reporting = reporting;
  }

  void report(Supplier<CompletionStage<Void>> call) {
    synchronized (this) {
      waiting.add(call);
      if (busy) {
        return;
      }
      busy = true;
    }
    reporting.incrementAndGet();
    next(FIRST_PAUSE);
  }

  private void next(Duration pause) {
    Supplier<CompletionStage<Void>> call;
    synchronized (this) {
      call = waiting.peek();
      if (call == null) {
        busy = false;
        reporting.decrementAndGet();
        return;
      }
    }
    attempt(call)
        .whenComplete((done, failure) -> {
          if (failure == null || giveUp(failure)) {
            failingSince = -1;
            synchronized (this) {
              waiting.poll();
            }
            next(FIRST_PAUSE);
          } else {
            Duration longer = pause.multipliedBy(2);
            scheduler.scheduleOnce(
                pause, () -> next(longer.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : longer), threads);
          }
        });
  }

  private static CompletionStage<Void> attempt(Supplier<CompletionStage<Void>> call) {
    try {
      return call.get();
    } catch (RuntimeException failure) {
      return java.util.concurrent.CompletableFuture.failedStage(failure);
    }
  }

  private boolean giveUp(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof StaleEpoch) {
      stale.run();
      return true;
    }
    long now = System.nanoTime();
    if (failingSince < 0) {
      failingSince = now;
      LOG.atWarn()
          .addKeyValue("session", session)
          .addKeyValue("failure", cause == null ? "" : cause.getClass().getSimpleName())
          .log("The owner of a call does not take a report; trying again");
    }
    if (now - failingSince < GIVE_UP.toNanos()) {
      return false;
    }
    LOG.atError().addKeyValue("session", session).log("A report of a call was given up");
    return true;
  }
}
