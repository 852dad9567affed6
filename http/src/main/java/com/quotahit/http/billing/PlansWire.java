package com.quotahit.http.billing;

import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.workspace.PlanModule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The price list.
 *
 * @param attached parts of the product that come with a module
 * @param selfHosted nothing is sold here: every module is open
 * @param simulated no money moves
 */
public record PlansWire(
    List<Offer> modules,
    Bundle bundle,
    Free free,
    Map<String, String> attached,
    boolean selfHosted,
    boolean simulated) {

  /**
   * A module for sale.
   *
   * @param monthly for one seat
   */
  public record Offer(
      PlanModule module,
      String name,
      String description,
      AmountWire monthly,
      List<String> includes,
      int trialDays,
      long version) {}

  /** All modules together, for one seat. */
  public record Bundle(AmountWire price, int discountPercent, long version) {}

  /** How often a month each action is free. */
  public record Free(Map<String, Integer> limits) {}

  static PlansWire of(PlanBook book, boolean selfHosted, boolean simulated) {
    Map<String, Integer> limits = new TreeMap<>();
    book.free().forEach((limit, most) -> limits.put(limit.code(), most));
    Map<String, String> attached = new TreeMap<>();
    book.attached().forEach((part, module) -> attached.put(part.code(), module.code()));
    return new PlansWire(
        book.offers().stream().map(PlansWire::offer).toList(),
        new Bundle(
            AmountWire.of(book.bundlePrice()),
            book.bundle().discountPercent(),
            book.bundle().version()),
        new Free(limits),
        attached,
        selfHosted,
        simulated);
  }

  static Offer offer(PlanBook.Offer from) {
    return new Offer(
        from.module(),
        from.name(),
        from.description(),
        AmountWire.of(from.monthly()),
        from.includes(),
        from.trialDays(),
        from.version());
  }
}
