package com.quotahit.actors.providers.stripe;

import com.quotahit.core.billing.Held;
import com.quotahit.core.billing.PaymentPort.Invoice;
import com.quotahit.core.billing.PaymentPort.Preview;
import com.quotahit.core.billing.PaymentPort.PreviewLine;
import com.quotahit.core.billing.ProviderSubscription;
import com.quotahit.core.shared.Money;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The provider's objects in our words. */
final class StripeReading {

  private StripeReading() {}

  static ProviderSubscription subscription(Subscription from) {
    return new ProviderSubscription(
        from.getId(),
        from.getCustomer(),
        Optional.ofNullable(from.getMetadata())
            .map((Map<String, String> noted) -> noted.get(StripePayments.WORKSPACE)),
        status(from.getStatus()),
        from.getItems().getData().stream().map(StripeReading::item).toList(),
        Boolean.TRUE.equals(from.getCancelAtPeriodEnd()) || from.getCancelAt() != null,
        due(from),
        moment(from.getCreated()));
  }

  /** A word that we do not know opens nothing. */
  private static Held.Status status(String word) {
    for (Held.Status status : Held.Status.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(word)) {
        return status;
      }
    }
    return Held.Status.PAUSED;
  }

  private static ProviderSubscription.Item item(SubscriptionItem from) {
    return new ProviderSubscription.Item(
        from.getId(),
        from.getPrice().getId(),
        Math.toIntExact(Objects.requireNonNullElse(from.getQuantity(), 1L)),
        moment(from.getCurrentPeriodStart()),
        moment(from.getCurrentPeriodEnd()));
  }

  private static Optional<Held.Due> due(Subscription from) {
    return Optional.ofNullable(from.getLatestInvoiceObject())
        .filter(invoice -> "open".equals(invoice.getStatus()))
        .map(invoice ->
            new Held.Due(
                moment(invoice.getCreated()),
                "subscription_cycle".equals(invoice.getBillingReason()),
                Money.of(invoice.getAmountRemaining(), code(invoice.getCurrency()))));
  }

  static Preview preview(com.stripe.model.Invoice from, Instant at) {
    return new Preview(
        Money.of(signed(from), code(from.getCurrency())),
        from.getLines().getData().stream().map(StripeReading::line).toList(),
        at);
  }

  /** What is due is never negative at the provider; what comes back is what the lines come to. */
  private static long signed(com.stripe.model.Invoice from) {
    return from.getTotal() < 0 ? from.getTotal() : from.getAmountDue();
  }

  private static PreviewLine line(InvoiceLineItem from) {
    return new PreviewLine(
        Objects.requireNonNullElse(from.getDescription(), ""),
        Money.of(from.getAmount(), code(from.getCurrency())));
  }

  static Invoice invoice(com.stripe.model.Invoice from) {
    return new Invoice(
        from.getId(),
        Objects.requireNonNullElse(from.getNumber(), ""),
        Objects.requireNonNullElse(from.getStatus(), "draft"),
        Money.of(from.getAmountDue(), code(from.getCurrency())),
        Money.of(from.getAmountPaid(), code(from.getCurrency())),
        moment(from.getCreated()),
        address(from.getHostedInvoiceUrl()),
        address(from.getInvoicePdf()));
  }

  private static Optional<URI> address(@Nullable String text) {
    return Optional.ofNullable(text).map(URI::create);
  }

  private static String code(String currency) {
    return currency.toUpperCase(Locale.ROOT);
  }

  private static Instant moment(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }
}
