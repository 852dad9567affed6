package com.quotahit.core.workspace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps answers in memory, with the rules of the real one. */
public final class IdempotencyInMemory implements IdempotencyPort {

  private record Row(
      String hash,
      byte[] seed,
      Instant first,
      Instant until,
      long fence,
      Optional<Stored> answer) {}

  private final InstantSource clock;
  private final Map<Key, Row> rows = new HashMap<>();

  public IdempotencyInMemory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Claim claim(Key key, String requestHash, byte[] seed, Duration lease) {
    Instant now = clock.instant();
    Row row = rows.get(key);
    if (row == null) {
      rows.put(key, new Row(requestHash, seed, now, now.plus(lease), 1, Optional.empty()));
      return new Claim.Yours(seed, now, 1);
    }
    if (!row.hash.equals(requestHash)) {
      return new Claim.OtherRequest();
    }
    if (row.answer.isPresent()) {
      return new Claim.Answered(row.answer.get());
    }
    if (row.until.isAfter(now)) {
      return new Claim.Busy();
    }
    long fence = row.fence + 1;
    rows.put(key, new Row(row.hash, row.seed, row.first, now.plus(lease), fence, Optional.empty()));
    return new Claim.Yours(row.seed, row.first, fence);
  }

  @Override
  public synchronized void answered(Key key, long fence, Stored answer) {
    rows.computeIfPresent(
        key,
        (_, row) ->
            row.fence == fence
                ? new Row(row.hash, row.seed, row.first, row.until, fence, Optional.of(answer))
                : row);
  }

  @Override
  public synchronized void release(Key key, long fence) {
    rows.computeIfPresent(
        key,
        (_, row) ->
            row.fence == fence
                ? new Row(row.hash, row.seed, row.first, Instant.EPOCH, fence, row.answer)
                : row);
  }
}
