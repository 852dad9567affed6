package com.quotahit.http.billing;

import com.quotahit.core.billing.EntitlementPolicy;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.PlanModule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where each part of the product belongs that is not sold by itself. */
public record PlanPartsWire(List<One> items) {

  /**
   * @param module with which it comes; none when it belongs to every plan
   */
  public record One(PlanModule part, Optional<PlanModule> module) {}

  /**
   * Where a part of the product belongs from now on.
   *
   * @param module to which it comes; without one it belongs to every plan
   */
  public record Attaching(Optional<String> module) {

    Parsed<Optional<PlanModule>> parse() {
      Optional<PlanModule> found = module.flatMap(PurchaseWire::module);
      return module.isPresent() && found.isEmpty()
          ? Parsed.invalid("module", "unknown", "There is no such module for sale.")
          : Parsed.valid(found);
    }
  }

  static PlanPartsWire of(PlanBook book) {
    return new PlanPartsWire(parts().map(part -> new One(part, book.soldAs(part))).toList());
  }

  static Optional<PlanModule> part(String code) {
    return parts().filter(part -> part.code().equals(code)).findFirst();
  }

  private static Stream<PlanModule> parts() {
    return Stream.of(PlanModule.values()).filter(part -> !EntitlementPolicy.SOLD.contains(part));
  }
}
