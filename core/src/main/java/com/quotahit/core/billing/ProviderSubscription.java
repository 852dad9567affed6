package com.quotahit.core.billing;

import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription as the provider has it.
 *
 * @param workspace what we wrote on it when it was bought
 * @param bills of one that is late, its invoices; of others nobody asks
 */
public record ProviderSubscription(
    String id,
    String customer,
    Optional<String> workspace,
    Held.Status status,
    List<Item> items,
    boolean ending,
    List<Bill> bills,
    Instant createdAt) {

  /** One line: so many of a price. */
  public record Item(
      String id, String price, int quantity, Instant periodStart, Instant periodEnd) {}

  public ProviderSubscription {
    items = List.copyOf(items);
    bills = List.copyOf(bills);
  }

  /** In our words. A price that we do not know buys nothing. */
  public Held held(Map<String, PlanKey> prices) {
    Map<PlanModule, Integer> seats = new EnumMap<>(PlanModule.class);
    for (Item item : items) {
      Optional.ofNullable(prices.get(item.price()))
          .ifPresent(key ->
              key.modules().forEach(module -> seats.merge(module, item.quantity(), Math::max)));
    }
    Optional<Item> longest =
        items.stream()
            .max(
                Comparator.comparing(Item::periodEnd)
                    .thenComparing(Item::periodStart, Comparator.reverseOrder()));
    return new Held(
        id,
        status,
        seats,
        longest.map(Item::periodStart),
        longest.map(Item::periodEnd).orElse(createdAt),
        ending,
        status.late() ? ArrearsPolicy.of(bills) : Optional.empty());
  }

  /** A moment to work out a change for: not before what is being paid for has begun. */
  public Instant changeAt(Instant asked) {
    return items.stream()
        .map(Item::periodStart)
        .max(Comparator.naturalOrder())
        .filter(asked::isBefore)
        .orElse(asked);
  }

  /** Prices on it that we do not know, for the log. */
  public List<String> unknownPrices(Map<String, PlanKey> prices) {
    return items.stream().map(Item::price).filter(price -> !prices.containsKey(price)).toList();
  }
}
