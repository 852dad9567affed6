package com.quotahit.core.workspace;

import java.time.Duration;
import java.util.Optional;

/** How many requests a partner's key and its workspace may make. Never blocks. */
@FunctionalInterface
public interface RatesPort {

  /**
   * Where somebody stands after this request.
   *
   * @param limit requests in {@code window}
   * @param left of them at once
   * @param full after which all of them are there again
   * @param pause before the next one is admitted; empty: this one was
   */
  record Standing(
      long limit, Duration window, long left, Duration full, Optional<Duration> pause) {}

  /** Counts one request; empty for whoever is not counted. */
  Optional<Standing> take(Principal principal);
}
