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

    /**
     * The workspace keeps it for a purchase that it began before.
     *
     * @param checkout where that can perhaps be paid; empty when no page was shown yet
     */
    record HeldBefore(String attempt, Optional<String> checkout) implements Redemption {}
  }

  /**
   * A coupon that is kept for a checkout under way.
   *
   * @param checkout its name at the provider
   * @param until when the checkout should be over
   */
  record Hold(String checkout, Instant until) {}

  /**
   * @param attempt the purchase it is for; the same one again has it already
   * @param until when the checkout it is for should be over
   */
  Redemption hold(String code, WorkspaceId workspace, String attempt, Instant until, Instant now);

  /**
   * Keeps for another attempt what was kept for one that can be paid no more; nobody else can have
   * it in between. False when it is not kept for that one any longer.
   */
  boolean move(String code, WorkspaceId workspace, String from, String to, Instant until);

  /**
   * Names the checkout that a coupon is held for, before anybody can pay it. False when it is not
   * held for this attempt any longer: then the checkout must not be paid with it.
   */
  boolean heldFor(String code, WorkspaceId workspace, String attempt, String checkout);

  /** What the workspace holds for checkouts of which the end is not known. */
  List<Hold> holds(WorkspaceId workspace);

  /** The checkout was paid: the coupon is used, however late that is learnt. */
  void redeemed(WorkspaceId workspace, String checkout);

  /** The checkout is over and can be paid no more: others may have the coupon. */
  void notRedeemed(WorkspaceId workspace, String checkout);

  /** There is no checkout of this attempt that it could be paid with. */
  void giveBack(String code, WorkspaceId workspace, String attempt);

  /**
   * Coupons held past their end: gives back those for which no checkout was ever shown, and marks
   * the customers of the others as ones to look at, since only the provider knows whether they
   * paid. Says how many there are.
   */
  int lookAtOverdue(Instant now);

  List<Coupon> all();

  Optional<Coupon> find(String code);

  /** Makes or changes one; how often it was redeemed stays. */
  void put(Coupon coupon);
}
