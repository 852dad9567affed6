package com.quotahit.http.billing;

import com.quotahit.core.billing.Coupon;
import com.quotahit.core.shared.Parsed;
import com.quotahit.http.edge.FieldChecks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Money off.
 *
 * @param months for how long; without, for as long as the subscription lives
 * @param redeemed how often it is spoken for, open checkouts included
 */
public record CouponWire(
    String id,
    String code,
    int percentOff,
    OptionalInt months,
    OptionalInt maxRedemptions,
    int redeemed,
    Optional<Instant> expiresAt,
    boolean active) {

  /** All of them. */
  public record All(List<CouponWire> items) {}

  /** A coupon as it shall be. */
  public record Putting(
      String code,
      int percentOff,
      OptionalInt months,
      OptionalInt maxRedemptions,
      Optional<Instant> expiresAt,
      Optional<Boolean> active) {

    Parsed<Coupon> parse() {
      FieldChecks checks = new FieldChecks();
      String name = checks.text("code", code, 3, 40).toUpperCase(Locale.ROOT);
      checks.require(
          name.matches("[A-Z0-9_-]*"), "code", "invalid", "Use letters, digits, - and _.");
      checks.range("percentOff", percentOff, 1, 100);
      months.ifPresent(some -> checks.range("months", some, 1, 60));
      maxRedemptions.ifPresent(some -> checks.range("maxRedemptions", some, 1, 1_000_000));
      return checks.parsed(() ->
          new Coupon(name, percentOff, months, maxRedemptions, 0, expiresAt, active.orElse(true)));
    }
  }

  static CouponWire of(Coupon coupon) {
    return new CouponWire(
        coupon.code(),
        coupon.code(),
        coupon.percentOff(),
        coupon.months(),
        coupon.redemptionsMost(),
        coupon.redeemed(),
        coupon.expiresAt(),
        coupon.active());
  }
}
