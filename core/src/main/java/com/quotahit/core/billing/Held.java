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
 * @param due what has not been paid, of one that is late
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

    /** A payment has failed and has not been made up for. */
    public boolean late() {
      return this == PAST_DUE || this == UNPAID;
    }
  }

  /**
   * What waits to be paid.
   *
   * @param since when the first invoice failed that is not paid yet
   * @param renewal a new period is not paid, not only a change within one
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

  /**
   * When grace ends, for one that is late. Where no invoice says since when, the period that is not
   * paid does: it has begun already.
   */
  public Optional<Instant> graceEnds() {
    return status.late()
        ? Optional.of(due.map(Due::since).or(() -> periodStart).orElse(periodEnd).plus(GRACE))
        : Optional.empty();
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
