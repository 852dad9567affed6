package com.quotahit.http.billing;

import com.quotahit.core.shared.Money;

/**
 * Money.
 *
 * @param minor in the smallest unit, such as cents
 * @param currency such as {@code EUR}
 */
public record AmountWire(long minor, String currency) {

  static AmountWire of(Money money) {
    return new AmountWire(money.minor(), money.currency().getCurrencyCode());
  }
}
