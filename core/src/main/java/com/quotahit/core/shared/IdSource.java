package com.quotahit.core.shared;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes ids at the edge, so that a repeated request carries the same id. */
@FunctionalInterface
public interface IdSource {

  /** A new id {@code <prefix>_<26 characters>}: UUIDv7 (RFC 9562) in Crockford base 32. */
  String next(String prefix);

  /** Ids from the given clock and randomness; {@code random} must be unguessable in production. */
  static IdSource uuidV7(InstantSource clock, RandomGenerator random) {
    return prefix -> {
      long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
      long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
      return prefix + "_" + Crockford.encode(high, low);
    };
  }
}
