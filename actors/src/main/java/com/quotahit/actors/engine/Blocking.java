package com.quotahit.actors.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The bridge to work that blocks: a virtual thread for each call, and a named limit, because
 * virtual threads take away the bound that a pool gave. The work itself must bound its own waiting.
 */
public final class Blocking {

  private final Map<String, Gate> gates = new HashMap<>();

  public Blocking(Map<String, BlockingLimit> limits) {
    limits.forEach((name, limit) -> gates.put(name, new Gate(name, limit)));
  }

  /**
   * Runs {@code work} when the limit allows; fails with {@link BlockingRefused} when it does not.
   */
  public <T> CompletionStage<T> run(String limit, Callable<T> work) {
    Gate gate = gates.get(limit);
    if (gate == null) {
      throw new IllegalArgumentException(
          "no limit quotahit.engine.blocking." + limit + "; there are " + gates.keySet());
    }
    Call<T> call = new Call<>(work, new CompletableFuture<>(), System.nanoTime());
    gate.offer(call);
    return call.result();
  }

  /** How many calls of a limit run now. */
  public int running(String limit) {
    return gates.get(limit).running();
  }

  /** How many calls of a limit wait now. */
  public int waiting(String limit) {
    return gates.get(limit).waiting();
  }

  private record Call<T>(Callable<T> work, CompletableFuture<T> result, long since) {

    void refuse(BlockingRefused why) {
      result.completeExceptionally(why);
    }

    void run() {
      try {
        result.complete(work.call());
      } catch (Throwable failure) {
        result.completeExceptionally(failure);
      }
    }
  }

  private static final class Gate {
    private final String name;
    private final BlockingLimit limit;
    private final Deque<Call<?>> queue = new ArrayDeque<>();
    private int running;

    Gate(String name, BlockingLimit limit) {
      this.name = name;
      this.limit = limit;
    }

    void offer(Call<?> call) {
      synchronized (this) {
        if (running < limit.running()) {
          running++;
        } else if (queue.size() < limit.waiting()) {
          queue.add(call);
          return;
        } else {
          call.refuse(
              new BlockingRefused(name, running + " run and " + queue.size() + " wait already"));
          return;
        }
      }
      Thread.ofVirtual().name("blocking-" + name).start(() -> drain(call));
    }

    synchronized int running() {
      return running;
    }

    synchronized int waiting() {
      return queue.size();
    }

    private void drain(Call<?> first) {
      first.run();
      Call<?> next = next();
      if (next != null) {
        Thread.ofVirtual().name("blocking-" + name).start(() -> drain(next));
      }
    }

    private synchronized @Nullable Call<?> next() {
      for (Call<?> call = queue.poll(); call != null; call = queue.poll()) {
        if (System.nanoTime() - call.since() <= limit.waitMax().toNanos()) {
          return call;
        }
        call.refuse(new BlockingRefused(name, "waited longer than " + limit.waitMax()));
      }
      running--;
      return null;
    }
  }
}
