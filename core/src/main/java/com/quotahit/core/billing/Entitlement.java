package com.quotahit.core.billing;

import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.util.Optional;

/**
 * What a workspace has of one module at one moment.
 *
 * @param seats how many people may use it; zero when it is not sold by the seat
 * @param until when this state ends by itself, or when a paid period is renewed
 */
public record Entitlement(
    PlanModule module, EntitlementState state, int seats, Optional<Instant> until) {

  /** Whether only people with a seat may use it. */
  public boolean bySeat() {
    return seats > 0;
  }
}
