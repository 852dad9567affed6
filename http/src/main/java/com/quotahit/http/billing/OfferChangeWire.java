package com.quotahit.http.billing;

import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.Parsed;
import com.quotahit.http.edge.FieldChecks;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Changes of one offer; what is left out stays.
 *
 * @param discountPercent of the bundle only
 * @param version without one the last word counts
 */
public record OfferChangeWire(
    Optional<String> name,
    Optional<String> description,
    Optional<AmountWire> monthly,
    Optional<List<String>> includes,
    OptionalInt trialDays,
    OptionalInt discountPercent,
    OptionalLong version) {

  private static final long MINOR_MAX = 100_000_000L;

  Parsed<OfferChangeWire> parse() {
    FieldChecks checks = new FieldChecks();
    checks.text("name", name, 1, 80);
    checks.text("description", description, 0, 400);
    monthly.ifPresent(price -> {
      checks.range("monthly.minor", price.minor(), 0, MINOR_MAX);
      checks.require(
          Currency.getAvailableCurrencies().stream()
              .anyMatch(one -> one.getCurrencyCode().equals(price.currency())),
          "monthly.currency",
          "unknown",
          "Use a currency such as EUR.");
    });
    includes.ifPresent(lines -> {
      checks.atMost("includes", lines, 12);
      lines.forEach(line -> checks.text("includes", line, 1, 120));
    });
    trialDays.ifPresent(days -> checks.range("trialDays", days, 0, 365));
    discountPercent.ifPresent(percent -> checks.range("discountPercent", percent, 0, 100));
    return checks.parsed(() -> this);
  }

  PlanBook.Offer on(PlanBook.Offer before) {
    return new PlanBook.Offer(
        before.module(),
        name.map(String::strip).orElse(before.name()),
        description.map(String::strip).orElse(before.description()),
        monthly.map(p -> Money.of(p.minor(), p.currency())).orElse(before.monthly()),
        includes.orElse(before.includes()),
        trialDays.orElse(before.trialDays()),
        version.orElse(before.version()));
  }
}
