package com.quotahit.core.billing;

import com.quotahit.core.workspace.PlanModule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What somebody wants to have.
 *
 * @param bundle all modules at the price of the bundle, whatever {@code modules} says
 * @param seats without, as many as people work there
 */
public record Purchase(
    Set<PlanModule> modules, boolean bundle, OptionalInt seats, Optional<String> coupon) {

  public static final int SEATS_MOST = 10_000;

  public Purchase {
    modules = Set.copyOf(modules);
  }

  /** What to pay for; all modules together are the bundle, which costs less. */
  public List<PlanKey> keys(PlanBook book) {
    return bundle || book.all(modules)
        ? List.of(new PlanKey.Bundle())
        : modules.stream().sorted().<PlanKey>map(PlanKey.One::new).toList();
  }
}
