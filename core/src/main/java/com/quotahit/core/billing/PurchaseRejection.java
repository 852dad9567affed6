package com.quotahit.core.billing;

/** Why nothing is bought or changed. */
public sealed interface PurchaseRejection {

  /** A subscription is changed, not bought a second time. */
  record SubscribedAlready() implements PurchaseRejection {}

  /** There is no subscription to change. */
  record NothingBought() implements PurchaseRejection {}

  record NoSuchCoupon() implements PurchaseRejection {}

  record CouponUsedUp() implements PurchaseRejection {}

  record CouponRedeemedBefore() implements PurchaseRejection {}

  /** The same workspace began another purchase at the same moment, and that one has the coupon. */
  record OtherCheckout() implements PurchaseRejection {}

  /** More people have a seat than there would be seats. */
  record SeatsTaken(int seated) implements PurchaseRejection {}

  /** It took too long to reach its place. */
  record TooLate() implements PurchaseRejection {}
}
