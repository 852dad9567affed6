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
   * @param period the month of a subscription, while it keeps the module open
   * @param ending a subscription that will not be renewed
   * @param limits of the free tier, while they hold
   */
  public record Item(
      PlanModule module,
      EntitlementState state,
      OptionalInt seats,
      Optional<Instant> until,
      Optional<Period> period,
      boolean ending,
      Map<String, Limit> limits) {}

  /**
   * A month that is paid; while {@code state} is {@code grace}, the one that waits to be paid.
   *
   * @param start none where it was bought before this was written down, until it is next looked at
   */
  public record Period(Optional<Instant> start, Instant end) {}

  /** One thing that is counted each month. */
  public record Limit(int used, int max, Instant resetsAt) {}
}
