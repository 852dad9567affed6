package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Since when a subscription is not paid. The first invoice that was not paid counts, and only a
 * payment ends it: one more that fails, or one that is given up, begins nothing anew. What was left
 * unpaid before the last payment is past.
 */
final class ArrearsPolicy {

  private static final Comparator<Bill> NEWEST_FIRST =
      Comparator.comparing(Bill::createdAt).reversed().thenComparing(Bill::state);

  private ArrearsPolicy() {}

  static Optional<Held.Due> of(Collection<Bill> bills) {
    List<Bill> unpaid =
        bills.stream()
            .sorted(NEWEST_FIRST)
            .takeWhile(bill -> !bill.settles())
            .filter(Bill::unpaid)
            .toList();
    return unpaid.stream()
        .map(Bill::amount)
        .reduce(Money::plus)
        .map(amount ->
            new Held.Due(
                unpaid.getLast().createdAt(), unpaid.stream().anyMatch(Bill::renewal), amount));
  }
}
