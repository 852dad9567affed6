package com.quotahit.core.workspace;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait after failures: some are free, then each one doubles the wait up to a bound.
 * Never for ever, or an attacker could lock people out; quiet time forgives.
 */
public record ThrottlePolicy(int free, Duration first, Duration longest, Duration forgiven) {

  /** What is remembered of one account, network or of all together. */
  public record Record(int attempts, Instant last, Instant openAt) {

    public static final Record CLEAN = new Record(0, Instant.EPOCH, Instant.EPOCH);
  }

  /** How long until the next attempt may begin; zero when it may now. */
  public Duration wait(Record record, Instant now) {
    return record.openAt.isAfter(now) ? Duration.between(now, record.openAt) : Duration.ZERO;
  }

  /**
   * An attempt begins: it counts as failed until it succeeds, so that attempts made at once count
   * as well as attempts made one after another.
   */
  public Record begun(Record record, Instant now) {
    boolean quiet = record.last.plus(forgiven).isBefore(now);
    int attempts = quiet ? 1 : record.attempts + 1;
    return new Record(attempts, now, now.plus(pause(attempts)));
  }

  private Duration pause(int attempts) {
    int beyond = attempts - free;
    if (beyond < 0) {
      return Duration.ZERO;
    }
    Duration doubled = first.multipliedBy(1L << Math.min(beyond, 30));
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
