package com.quotahit.core.models;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Millionths of a dollar, in which providers' prices are whole enough. */
public record MicroUsd(long value) implements Comparable<MicroUsd> {

  public static final MicroUsd ZERO = new MicroUsd(0);
  private static final int DIGITS = 6;

  public MicroUsd {
    if (value < 0) {
      throw new IllegalArgumentException("a cost below nothing: " + value);
    }
  }

  public MicroUsd plus(MicroUsd more) {
    return new MicroUsd(Math.addExact(value, more.value));
  }

  /** The one place where an amount that a provider names in dollars is rounded. */
  public static MicroUsd ofDollars(BigDecimal dollars) {
    return new MicroUsd(
        dollars.movePointRight(DIGITS).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  public BigDecimal dollars() {
    return BigDecimal.valueOf(value, DIGITS);
  }

  @Override
  public int compareTo(MicroUsd other) {
    return Long.compare(value, other.value);
  }
}
