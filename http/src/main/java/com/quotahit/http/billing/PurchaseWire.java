package com.quotahit.http.billing;

import com.quotahit.core.billing.EntitlementPolicy;
import com.quotahit.core.billing.Purchase;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.FieldChecks;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What somebody wants to have.
 *
 * @param bundle all modules at the price of the bundle
 * @param seats without, as many as people work there, or as there are already
 * @param at of a change: for when its costs were shown
 */
public record PurchaseWire(
    List<String> modules,
    Optional<Boolean> bundle,
    OptionalInt seats,
    Optional<String> coupon,
    Optional<Instant> at) {

  private static final int COUPON_MOST = 40;

  /** Checked. */
  record Wanted(Purchase purchase, Optional<Instant> at) {}

  Parsed<Wanted> parse() {
    FieldChecks checks = new FieldChecks();
    boolean whole = bundle.orElse(false);
    Set<PlanModule> chosen = modules(checks, modules);
    checks.require(
        whole || !modules.isEmpty(), "modules", "required", "Choose at least one module.");
    seats.ifPresent(some -> checks.range("seats", some, 1, Purchase.SEATS_MOST));
    Optional<String> code =
        checks
            .text("coupon", coupon.filter(text -> !text.isBlank()), 1, COUPON_MOST)
            .map(text -> text.toUpperCase(Locale.ROOT));
    return checks.parsed(() -> new Wanted(new Purchase(chosen, whole, seats, code), at));
  }

  static Set<PlanModule> modules(FieldChecks checks, List<String> codes) {
    Set<PlanModule> chosen = new HashSet<>();
    for (int i = 0; i < codes.size() && i < 20; i++) {
      String code = codes.get(i);
      Optional<PlanModule> module = module(code);
      module.ifPresentOrElse(
          chosen::add,
          () ->
              checks.problem(
                  "modules", "unknown", "There is no module '" + shortened(code) + "' for sale."));
    }
    return chosen;
  }

  static Optional<PlanModule> module(String code) {
    return EntitlementPolicy.SOLD.stream().filter(one -> one.code().equals(code)).findFirst();
  }

  private static String shortened(String text) {
    return text.length() <= 20 ? text : text.substring(0, 20) + "…";
  }
}
