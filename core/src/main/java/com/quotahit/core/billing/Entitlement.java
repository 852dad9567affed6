package com.quotahit.core.billing;

import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.util.Optional;

/**
 * What a workspace has of one module at one moment.
 *
 * @param seats how many people may use it; zero when it is not sold by the seat
 * @param until when this state ends by itself, or when a paid period is renewed
 * @param period the month of a subscription, while it keeps the module open
 */
public record Entitlement(
    PlanModule module,
    EntitlementState state,
    int seats,
    Optional<Instant> until,
    Optional<Period> period) {

  /**
   * What is paid at once; in grace, what waits to be paid.
   *
   * @param start empty where nobody wrote it down
   */
  public record Period(Optional<Instant> start, Instant end) {}

  /** Whether only people with a seat may use it. */
  public boolean bySeat() {
    return seats > 0;
  }
}
