package com.quotahit.core.models;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a million tokens cost.
 *
 * @param cachedIn where the provider has a price of its own for what it read before
 */
public record ModelPrice(MicroUsd in, MicroUsd out, Optional<MicroUsd> cachedIn) {

  private static final int MILLION_DIGITS = 6;

  /** Rounded once, for the whole answer, to the nearest millionth of a dollar, half to even. */
  public MicroUsd cost(TokenUse use) {
    BigInteger sum =
        times(in, use.in() - use.cachedIn())
            .add(times(cachedIn.orElse(in), use.cachedIn()))
            .add(times(out, use.out()));
    return new MicroUsd(
        new BigDecimal(sum, MILLION_DIGITS).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  private static BigInteger times(MicroUsd perMillion, long tokens) {
    return BigInteger.valueOf(perMillion.value()).multiply(BigInteger.valueOf(tokens));
  }
}
