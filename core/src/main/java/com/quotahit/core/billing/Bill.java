package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import java.time.Instant;

/**
 * An invoice of a subscription, as far as it says whether and since when payment is late.
 *
 * @param renewal it is for a new period, not for a change within one
 * @param amount what was paid of one that is paid, else what waits to be paid
 */
public record Bill(Instant createdAt, State state, boolean renewal, Money amount) {

  /** How far it has got. */
  public enum State {
    PAID,
    OPEN,
    /** Nobody tries to collect it any more; it was not paid for all that. */
    GIVEN_UP,
    /** Not sent yet, or taken back. */
    OF_NO_ACCOUNT
  }

  /** Of what was paid with nothing, only a renewal settles: a change to less costs nothing. */
  boolean settles() {
    return state == State.PAID && (renewal || amount.minor() > 0);
  }

  boolean unpaid() {
    return state == State.OPEN || state == State.GIVEN_UP;
  }
}
