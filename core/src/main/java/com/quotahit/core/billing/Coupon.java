package com.quotahit.core.billing;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Money off, for the first so many who ask.
 *
 * @param months for how long; without, for as long as the subscription lives
 * @param redeemed how often it is spoken for, checkouts under way included
 */
public record Coupon(
    String code,
    int percentOff,
    OptionalInt months,
    OptionalInt redemptionsMost,
    int redeemed,
    Optional<Instant> expiresAt,
    boolean active) {}
