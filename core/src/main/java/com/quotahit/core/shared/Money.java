package com.quotahit.core.shared;

import java.util.Currency;

/**
 * An amount in the smallest unit of its currency.
 *
 * @param minor such as cents; negative for a credit
 */
public record Money(long minor, Currency currency) {

  public static Money of(long minor, String currency) {
    return new Money(minor, Currency.getInstance(currency));
  }

  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(Math.addExact(minor, other.minor), currency);
  }

  /** Rounded half up, once, on the whole amount. */
  public Money lessPercent(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent is " + percent + ", must be 0 to 100");
    }
    long hundredfold = Math.multiplyExact(minor, 100L - percent);
    return new Money(Math.floorDiv(hundredfold + 50, 100L), currency);
  }
}
