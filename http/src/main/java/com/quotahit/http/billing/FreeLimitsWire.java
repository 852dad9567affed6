package com.quotahit.http.billing;

import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.http.edge.FieldChecks;
import java.util.Map;
import java.util.TreeMap;

/** How often a month each action is free; in a change, what is left out stays. */
public record FreeLimitsWire(Map<String, Integer> limits) {

  /** Everything that is counted: what nobody wrote down is not free at all. */
  static FreeLimitsWire of(PlanBook book) {
    Map<String, Integer> limits = new TreeMap<>();
    for (FreeLimit limit : FreeLimit.values()) {
      limits.put(limit.code(), book.free().getOrDefault(limit, 0));
    }
    return new FreeLimitsWire(limits);
  }

  Parsed<FreeLimitsWire> parse() {
    FieldChecks checks = new FieldChecks();
    limits.forEach((name, most) -> {
      checks.require(
          FreeLimit.of(name).isPresent(), "limits." + name, "unknown", "Nothing counts this.");
      checks.range("limits." + name, most, 0, 1_000_000);
    });
    return checks.parsed(() -> this);
  }
}
