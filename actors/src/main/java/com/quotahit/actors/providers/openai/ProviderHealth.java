package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.ModelFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * Keeps us from making a provider's bad hour worse: after five failures in half a minute it is left
 * alone for a moment, then asked once; and retries may add a tenth to the load, with a few in hand
 * for a quiet time. Safe for many threads.
 */
final class ProviderHealth {

  private static final int FAILURES = 5;
  private static final long WITHIN = Duration.ofSeconds(30).toNanos();
  private static final long REST = Duration.ofSeconds(5).toNanos();
  private static final double RETRIES_IN_HAND = 10;
  private static final double RETRY_SHARE = 0.1;

  private final LongSupplier nanos;
  private final ArrayDeque<Long> failures = new ArrayDeque<>();
  private double retries = RETRIES_IN_HAND;
  private boolean open;
  private long askAgainAt;

  ProviderHealth(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Fails at once while the provider is left alone. */
  synchronized void beforeRequest() {
    long now = nanos.getAsLong();
    if (open) {
      if (now - askAgainAt < 0) {
        throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "provider keeps failing, left alone")
            .after(Duration.ofNanos(askAgainAt - now));
      }
      // This request finds out; the others wait for what it learns.
      askAgainAt = now + REST;
    }
    retries = Math.min(RETRIES_IN_HAND, retries + RETRY_SHARE);
  }

  synchronized boolean mayRetry() {
    if (open || retries < 1) {
      return false;
    }
    retries -= 1;
    return true;
  }

  synchronized void succeeded() {
    failures.clear();
    open = false;
  }

  synchronized void failed() {
    long now = nanos.getAsLong();
    failures.addLast(now);
    while (now - failures.getFirst() > WITHIN) {
      failures.removeFirst();
    }
    if (failures.size() > FAILURES) {
      failures.removeFirst();
    }
    if (failures.size() == FAILURES) {
      open = true;
      askAgainAt = now + REST;
    }
  }
}
