package com.quotahit.core.billing;

import com.quotahit.core.workspace.PlanModule;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What one price at the provider buys: a module, or all of them. */
public sealed interface PlanKey {

  record One(PlanModule module) implements PlanKey {}

  record Bundle() implements PlanKey {}

  /** Stable, as the database and the provider's lookup keys have it. */
  default String code() {
    return switch (this) {
      case One(PlanModule module) -> module.code();
      case Bundle _ -> "bundle";
    };
  }

  default Set<PlanModule> modules() {
    return switch (this) {
      case One(PlanModule module) -> Set.of(module);
      case Bundle _ -> EntitlementPolicy.SOLD;
    };
  }

  static Optional<PlanKey> of(String code) {
    return code.equals("bundle")
        ? Optional.of(new Bundle())
        : Stream.of(PlanModule.values())
            .filter(EntitlementPolicy.SOLD::contains)
            .filter(module -> module.name().toLowerCase(Locale.ROOT).equals(code))
            .<PlanKey>map(One::new)
            .findFirst();
  }
}
