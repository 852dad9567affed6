package com.quotahit.actors.models;

import com.quotahit.core.models.ModelFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Leaves a provider alone for a moment when it keeps failing, for each key by itself: one
 * workspace's trouble is not another's. After the rest one call finds out. Safe for many threads.
 */
final class Breakers {

  private static final int KEPT_MAX = 10_000;

  private static final class Breaker {
    int failures;
    boolean open;
    long askAgainAt;
  }

  private final LongSupplier nanos;
  private final int most;
  private final long rest;
  private final Map<String, Breaker> breakers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Breaker> eldest) {
          return size() > KEPT_MAX;
        }
      };

  /**
   * @param most failures in a row
   */
  Breakers(LongSupplier nanos, int most, Duration rest) {
    this.nanos = nanos;
    this.most = most;
    this.rest = rest.toNanos();
  }

  /** Fails at once while this provider is left alone for this key. */
  synchronized void before(String line) {
    Breaker breaker = breakers.get(line);
    if (breaker == null || !breaker.open) {
      return;
    }
    long now = nanos.getAsLong();
    if (now - breaker.askAgainAt < 0) {
      throw new ModelFailure(
              ModelFailure.Kind.TRANSIENT, "the provider keeps failing and is left alone")
          .after(Duration.ofNanos(breaker.askAgainAt - now));
    }
    // This call finds out; the others wait for what it learns.
    breaker.askAgainAt = now + rest;
  }

  synchronized void succeeded(String line) {
    breakers.remove(line);
  }

  synchronized void failed(String line) {
    Breaker breaker = breakers.computeIfAbsent(line, _ -> new Breaker());
    breaker.failures++;
    if (breaker.failures >= most) {
      breaker.open = true;
      breaker.askAgainAt = nanos.getAsLong() + rest;
    }
  }
}
