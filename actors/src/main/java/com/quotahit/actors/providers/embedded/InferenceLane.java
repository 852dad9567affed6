package com.quotahit.actors.providers.embedded;

import com.quotahit.core.voice.SpeechUnavailable;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A few threads for model work and the bounded queue before them: turns of live calls first, drafts
 * next, background work last, and within each what is due first. A draft that waited too long is
 * dropped; when the queue is full, new work is refused. A future that is cancelled leaves the queue
 * or, where the work allows, ends early.
 */
public final class InferenceLane implements AutoCloseable {

  public enum Rank {
    LIVE,
    DRAFT,
    BACKGROUND
  }

  private static final int QUEUE_MAX = 256;
  private static final long DRAFT_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final ThreadPoolExecutor threads;
  private final AtomicLong order = new AtomicLong();

  public InferenceLane(String name, int threadCount) {
    var count = new AtomicLong();
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            job -> {
              var thread = new Thread(job, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @param slackMs how long the result may take before somebody notices
   */
  public <T> CompletableFuture<T> run(Rank rank, int slackMs, Callable<T> work) {
    var result = new CompletableFuture<T>();
    if (rank != Rank.LIVE && threads.getQueue().size() >= QUEUE_MAX) {
      result.completeExceptionally(overloaded());
      return result;
    }
    long now = System.nanoTime();
    var job =
        new Job(
            rank,
            now,
            now + slackMs * 1_000_000L,
            order.incrementAndGet(),
            result,
            () -> complete(result, work));
    if (threads.getQueue().size() >= 2 * QUEUE_MAX) {
      result.completeExceptionally(overloaded());
    } else {
      threads.execute(job);
      result.whenComplete((_, _) -> {
        if (result.isCancelled()) {
          threads.remove(job);
        }
      });
    }
    return result;
  }

  /** Jobs that wait. */
  public int waiting() {
    return threads.getQueue().size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static SpeechUnavailable overloaded() {
    return new SpeechUnavailable(SpeechUnavailable.Reason.OVERLOADED, "the speech queue is full");
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  private record Job(
      Rank rank, long askedAt, long dueAt, long order, CompletableFuture<?> result, Runnable work)
      implements Runnable, Comparable<Job> {

    private static final Comparator<Job> FIRST_DUE_FIRST =
        Comparator.comparing(Job::rank)
            .thenComparing((a, b) -> Long.signum(a.dueAt - b.dueAt))
            .thenComparing(Job::order);

    @Override
    public int compareTo(Job other) {
      return FIRST_DUE_FIRST.compare(this, other);
    }

    @Override
    public void run() {
      if (result.isDone()) {
        return;
      }
      if (rank == Rank.DRAFT && System.nanoTime() - askedAt > DRAFT_PATIENCE_NANOS) {
        result.cancel(false);
        return;
      }
      work.run();
    }
  }
}
