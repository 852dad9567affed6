package com.quotahit.core.workspace;

import com.quotahit.core.workspace.RatesPort.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Requests that may be made: so many in a window, filled up evenly. What other nodes have admitted
 * is taken out of it as well, even below zero.
 */
public record RateBucket(double left, Instant at) {

  /**
   * @param most requests in {@code window}
   */
  public record Rate(long most, Duration window) {

    public Rate {
      if (most < 1 || window.isZero() || window.isNegative()) {
        throw new IllegalArgumentException("not a rate: " + most + " in " + window);
      }
    }

    double perSecond() {
      return most / (window.toMillis() / 1000.0);
    }

    Duration toFill(double amount) {
      return Duration.ofMillis((long) Math.ceil(Math.max(0, amount) / perSecond() * 1000));
    }
  }

  /** What a request came to, and what is left for the next one. */
  public record Taken(RateBucket next, Standing standing) {}

  public static RateBucket full(Rate rate, Instant now) {
    return new RateBucket(rate.most(), now);
  }

  public Taken take(Rate rate, Instant now) {
    RateBucket filled = filled(rate, now);
    boolean admitted = filled.left >= 1;
    RateBucket next = admitted ? new RateBucket(filled.left - 1, filled.at) : filled;
    return new Taken(
        next,
        new Standing(
            rate.most(),
            rate.window(),
            (long) Math.max(0, Math.floor(next.left)),
            rate.toFill(rate.most() - next.left),
            admitted ? Optional.empty() : Optional.of(rate.toFill(1 - filled.left))));
  }

  public RateBucket spentElsewhere(Rate rate, long count, Instant now) {
    RateBucket filled = filled(rate, now);
    return new RateBucket(Math.max(-rate.most(), filled.left - count), filled.at);
  }

  private RateBucket filled(Rate rate, Instant now) {
    if (!now.isAfter(at)) {
      return this;
    }
    double more = Duration.between(at, now).toMillis() / 1000.0 * rate.perSecond();
    return new RateBucket(Math.min(rate.most(), left + more), now);
  }
}
