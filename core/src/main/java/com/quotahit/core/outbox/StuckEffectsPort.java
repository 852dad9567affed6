package com.quotahit.core.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Effects that came to nothing, for an operator to look at. Blocking: call it from virtual threads
 * only.
 */
public interface StuckEffectsPort {

  /**
   * @param state {@code FAILED}: it certainly did not happen; {@code UNKNOWN}: it may have, and the
   *     provider is still being asked
   */
  record Stuck(
      long id,
      String workspace,
      String kind,
      String state,
      String problem,
      int lookups,
      Instant plannedAt) {}

  /** The newest first. */
  List<Stuck> stuck(int most);

  /**
   * Plans an effect anew that certainly did not happen; false for any other, which is never
   * repeated.
   *
   * @param within from now on; later it is not worth doing
   */
  boolean planAgain(long id, Duration within);
}
