package com.quotahit.actors.providers.stripe;

import com.quotahit.core.billing.Bill;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The provider's objects in our words. */
final class StripeReading {

  private StripeReading() {}

  /**
   * @param invoices of one that is late, the newest first
   */
  static ProviderSubscription subscription(
      Subscription from, List<com.stripe.model.Invoice> invoices) {
    return new ProviderSubscription(
        from.getId(),
        from.getCustomer(),
        Optional.ofNullable(from.getMetadata())
            .map((Map<String, String> noted) -> noted.get(StripePayments.WORKSPACE)),
        status(from.getStatus()),
        from.getItems().getData().stream().map(StripeReading::item).toList(),
        Boolean.TRUE.equals(from.getCancelAtPeriodEnd()) || from.getCancelAt() != null,
        bills(from, invoices),
        moment(from.getCreated()));
  }

  static boolean late(Subscription subscription) {
    return status(subscription.getStatus()).late();
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

  /** The latest counts as it came with the subscription, so that the two fit together. */
  private static List<Bill> bills(Subscription from, List<com.stripe.model.Invoice> invoices) {
    Optional<com.stripe.model.Invoice> latest = Optional.ofNullable(from.getLatestInvoiceObject());
    Stream<com.stripe.model.Invoice> earlier =
        invoices.stream()
            .filter(one -> latest.filter(last -> last.getId().equals(one.getId())).isEmpty());
    return Stream.concat(latest.stream(), earlier).map(StripeReading::bill).toList();
  }

  private static Bill bill(com.stripe.model.Invoice from) {
    Bill.State state =
        switch (Objects.requireNonNullElse(from.getStatus(), "draft")) {
          case "paid" -> Bill.State.PAID;
          case "open" -> Bill.State.OPEN;
          case "uncollectible" -> Bill.State.GIVEN_UP;
          default -> Bill.State.OF_NO_ACCOUNT;
        };
    long minor = state == Bill.State.PAID ? from.getAmountPaid() : from.getAmountRemaining();
    return new Bill(
        moment(from.getCreated()),
        state,
        "subscription_cycle".equals(from.getBillingReason()),
        Money.of(minor, code(from.getCurrency())));
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
