package com.quotahit.http.billing;

import com.quotahit.core.billing.EntitlementState;
import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a workspace has of each module.
 *
 * @param zone in which its months begin, such as {@code Europe/Berlin}
 */
public record EntitlementsWire(List<Item> items, String zone) {

  /**
   * One module.
   *
   * @param seats how many people it is paid for; none where it is not sold by the seat
   * @param until when this ends or is renewed
   * @param ending a subscription that will not be renewed
   * @param limits of the free tier, while they hold
   */
  public record Item(
      PlanModule module,
      EntitlementState state,
      OptionalInt seats,
      Optional<Instant> until,
      boolean ending,
      Map<String, Limit> limits) {}

  /** One thing that is counted each month. */
  public record Limit(int used, int max, Instant resetsAt) {}
}
