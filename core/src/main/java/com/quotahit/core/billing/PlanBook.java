package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is for sale, as data that a platform admin edits.
 *
 * @param attached parts of the product that come with a module; what is neither sold nor attached
 *     belongs to every plan
 * @param free how often a month each action is free
 */
public record PlanBook(
    List<Offer> offers,
    Bundle bundle,
    Map<PlanModule, PlanModule> attached,
    Map<FreeLimit, Integer> free) {

  /**
   * A module for sale.
   *
   * @param monthly for one seat
   * @param includes what the price list says of it
   */
  public record Offer(
      PlanModule module,
      String name,
      String description,
      Money monthly,
      List<String> includes,
      int trialDays,
      long version) {
    public Offer {
      includes = List.copyOf(includes);
    }
  }

  /** All modules together. */
  public record Bundle(int discountPercent, long version) {}

  public PlanBook {
    offers = List.copyOf(offers);
    attached = Map.copyOf(attached);
    free = Map.copyOf(free);
  }

  public Optional<Offer> offer(PlanModule module) {
    return offers.stream().filter(offer -> offer.module() == module).findFirst();
  }

  /** Less than the sum of its parts, for one seat. */
  public Money bundlePrice() {
    return sum(offers.stream().map(Offer::module).toList()).lessPercent(bundle.discountPercent());
  }

  public Money sum(Collection<PlanModule> modules) {
    return modules.stream()
        .map(module -> offer(module).orElseThrow().monthly())
        .reduce(Money::plus)
        .orElseThrow(() -> new IllegalArgumentException("no module chosen"));
  }

  public boolean all(Set<PlanModule> modules) {
    return offers.stream().map(Offer::module).allMatch(modules::contains);
  }

  /** The module that has to be bought for a part; none when it belongs to every plan. */
  public Optional<PlanModule> soldAs(PlanModule part) {
    return EntitlementPolicy.SOLD.contains(part)
        ? Optional.of(part)
        : Optional.ofNullable(attached.get(part));
  }

  /**
   * Whether a part is open in the free tier: a module is, up to its limit; what comes along is not.
   */
  boolean isFree(PlanModule part) {
    return free.entrySet().stream()
        .anyMatch(limit -> limit.getKey().module() == part && limit.getValue() > 0);
  }
}
