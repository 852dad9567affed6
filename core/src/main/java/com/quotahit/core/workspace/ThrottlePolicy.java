package com.quotahit.core.workspace;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait after failures: some are free, then each one doubles the wait up to a bound.
 * Never for ever, or an attacker could lock people out; quiet time forgives.
 *
 * @param forgiven after so long without an attempt all is forgotten
 * @param oneForgiven each time so long has passed one attempt is forgotten, so that a place where
 *     many people work is not taken for one that guesses
 */
public record ThrottlePolicy(
    int free, Duration first, Duration longest, Duration forgiven, Duration oneForgiven) {

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
    int attempts = remaining(record, now) + 1;
    Duration pause = pause(attempts);
    // Nodes differ a little in what they take for now; a free attempt holds up nobody.
    return new Record(attempts, now, pause.isZero() ? Instant.EPOCH : now.plus(pause));
  }

  /** The attempt that began was a right one and has never counted. */
  public Record succeeded(Record record, Instant now) {
    int attempts = Math.max(0, remaining(record, now) - 1);
    return new Record(attempts, record.last, attempts < free ? Instant.EPOCH : record.openAt);
  }

  private int remaining(Record record, Instant now) {
    if (record.last.plus(forgiven).isBefore(now)) {
      return 0;
    }
    long passed = Math.max(0, Duration.between(record.last, now).dividedBy(oneForgiven));
    return (int) Math.max(0, record.attempts - passed);
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
