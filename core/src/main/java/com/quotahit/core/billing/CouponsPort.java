package com.quotahit.core.billing;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where coupons are kept, for all workspaces together. Every call blocks shortly. */
public interface CouponsPort {

  /** What became of an attempt to redeem. */
  sealed interface Redemption {

    /** It is spoken for until the checkout is paid or given up. */
    record Yours(Coupon coupon) implements Redemption {}

    record NoSuchCoupon() implements Redemption {}

    /** Others were faster, or it is past its day. */
    record UsedUp() implements Redemption {}

    /** A workspace redeems a coupon once. */
    record RedeemedBefore() implements Redemption {}
  }

  /**
   * @param until a checkout that is not paid by then gives it back
   */
  Redemption hold(String code, WorkspaceId workspace, Instant until, Instant now);

  /** What the workspace held before its newest subscription began was redeemed with it. */
  void redeemed(WorkspaceId workspace, Instant newestSubscription);

  void giveBack(String code, WorkspaceId workspace);

  /** Gives back what checkouts held that nobody paid. Says how many. */
  int forgetHeld(Instant now);

  List<Coupon> all();

  Optional<Coupon> find(String code);

  /** Makes or changes one; how often it was redeemed stays. */
  void put(Coupon coupon);
}
