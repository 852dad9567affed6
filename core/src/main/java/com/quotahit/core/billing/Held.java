package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A subscription as the payment provider last told it, in our words.
 *
 * @param seats how many people each module is paid for
 * @param periodStart when the present period began; empty where nobody wrote it down
 * @param periodEnd when it ends
 * @param ending it will not be renewed
 * @param due what has not been paid, if anything
 */
public record Held(
    String id,
    Status status,
    Map<PlanModule, Integer> seats,
    Optional<Instant> periodStart,
    Instant periodEnd,
    boolean ending,
    Optional<Due> due) {

  /** How long a module stays open after a payment has failed. */
  public static final Duration GRACE = Duration.ofDays(7);

  /** The provider's states. */
  public enum Status {
    INCOMPLETE,
    INCOMPLETE_EXPIRED,
    TRIALING,
    ACTIVE,
    PAST_DUE,
    UNPAID,
    PAUSED,
    CANCELED;

    /** There is no way back: a new purchase is a new subscription. */
    public boolean terminal() {
      return this == CANCELED || this == INCOMPLETE_EXPIRED;
    }
  }

  /**
   * An invoice that waits to be paid.
   *
   * @param renewal it is for a new period, not for a change within one
   */
  public record Due(Instant since, boolean renewal, Money amount) {}

  public Held {
    // Sorted, so that the same subscription always reads the same.
    seats = Collections.unmodifiableMap(new TreeMap<>(seats));
  }

  /** People who may be seated: the modules are bought for the same number. */
  public int seatsMost() {
    return status.terminal()
        ? 0
        : seats.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** When grace ends, for one that has a payment due. */
  public Optional<Instant> graceEnds() {
    return switch (status) {
      case PAST_DUE, UNPAID -> Optional.of(due.map(Due::since).orElse(periodEnd).plus(GRACE));
      case INCOMPLETE, INCOMPLETE_EXPIRED, TRIALING, ACTIVE, PAUSED, CANCELED -> Optional.empty();
    };
  }

  /** What it is worth at {@code now}; nothing when it was never paid. */
  Optional<EntitlementState> state(Instant now) {
    return switch (status) {
      case INCOMPLETE, INCOMPLETE_EXPIRED -> Optional.empty();
      case TRIALING -> Optional.of(EntitlementState.TRIALING);
      case ACTIVE -> Optional.of(EntitlementState.ACTIVE);
      case PAUSED, CANCELED -> Optional.of(EntitlementState.EXPIRED);
      case PAST_DUE, UNPAID ->
          Optional.of(
              !now.isBefore(graceEnds().orElseThrow())
                  ? EntitlementState.EXPIRED
                  : due.map(Due::renewal).orElse(true)
                      ? EntitlementState.GRACE
                      : EntitlementState.PAST_DUE);
    };
  }

  Entitlement.Period period() {
    return new Entitlement.Period(periodStart, periodEnd);
  }

  /** When the state changes by itself, or when the paid period ends. */
  Instant until() {
    return graceEnds().orElse(periodEnd);
  }
}
