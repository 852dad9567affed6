package com.quotahit.actors.billing;

import com.quotahit.core.billing.CouponsPort;
import com.quotahit.core.billing.CouponsPort.Redemption;
import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.billing.PaymentPort;
import com.quotahit.core.billing.PaymentPort.CheckoutFate;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps a coupon for a purchase. Who left a checkout and begins again takes the coupon along: the
 * old page is ended at the provider first, so that the same coupon is never paid with on both.
 * Blocks.
 */
record CouponHolds(CouponsPort coupons, PaymentPort payments, InstantSource clock) {

  /** So often somebody else of the same workspace may come in between. */
  private static final int TRIES = 3;

  Redemption take(String code, WorkspaceId workspace, String attempt, Instant until) {
    Redemption found = coupons.hold(code, workspace, attempt, until, clock.instant());
    for (int i = 0; i < TRIES && found instanceof Redemption.HeldBefore before; i++) {
      if (before.checkout().filter(this::paid).isPresent()) {
        return new Redemption.RedeemedBefore();
      }
      coupons.move(code, workspace, before.attempt(), attempt, until);
      found = coupons.hold(code, workspace, attempt, until, clock.instant());
    }
    return found;
  }

  /** Afterwards it is known, and stays so. */
  private boolean paid(String checkout) {
    CheckoutFate fate = payments.fate(checkout);
    if (fate == CheckoutFate.OPEN) {
      try {
        payments.expire(checkout);
        return false;
      } catch (PaymentFailure failure) {
        fate = payments.fate(checkout);
        if (fate == CheckoutFate.OPEN) {
          throw failure;
        }
      }
    }
    return fate == CheckoutFate.PAID;
  }
}
