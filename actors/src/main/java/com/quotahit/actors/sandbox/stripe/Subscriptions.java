package com.quotahit.actors.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * The life of a subscription as the provider leads it: begun by a checkout, renewed each month,
 * changed in between with prorations, past due when the card fails, ended when it goes on failing.
 */
final class Subscriptions {

  private static final Duration RETRY_EVERY = Duration.ofDays(3);
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(14);

  /** So many of a price. */
  record Line(ObjectNode price, long quantity) {}

  private final Documents documents;
  private final Invoices invoices;

  Subscriptions(Documents documents) {
    this.documents = documents;
    this.invoices = new Invoices(documents);
  }

  /** Begins one that is paid for at once; declined when the card is. */
  ObjectNode begin(
      ObjectNode customer, List<Line> lines, Map<String, String> metadata, JsonNode coupon) {
    if (!charges(customer)) {
      throw StripeError.declined();
    }
    long now = documents.seconds();
    ObjectNode subscription = Documents.object();
    subscription.put("id", documents.newId("sub"));
    subscription.put("object", "subscription");
    subscription.put("customer", customer.path("id").asText());
    subscription.put("status", "active");
    subscription.put("currency", lines.getFirst().price().path("currency").asText());
    subscription.put("collection_method", "charge_automatically");
    subscription.put("created", now);
    subscription.put("start_date", now);
    subscription.put("billing_cycle_anchor", now);
    subscription.put("cancel_at_period_end", false);
    subscription.put("livemode", false);
    for (String none :
        List.of("cancel_at", "canceled_at", "ended_at", "trial_end", "trial_start", "schedule")) {
      subscription.putNull(none);
    }
    ObjectNode noted = subscription.putObject("metadata");
    metadata.forEach(noted::put);
    subscription.putArray("discounts");
    if (!coupon.isMissingNode()) {
      subscription.set("x_coupon", coupon);
    }
    ObjectNode items = subscription.putObject("items");
    items.put("object", "list");
    items.put("has_more", false);
    items.put("url", "/v1/subscription_items?subscription=" + subscription.path("id").asText());
    ArrayNode data = items.putArray("data");
    lines.forEach(line -> data.add(item(subscription, line, now, monthLater(now))));
    ObjectNode invoice = invoices.of(subscription, customer, "subscription_create");
    invoices.pay(invoice);
    subscription.put("latest_invoice", invoice.path("id").asText());
    documents.keep(subscription);
    documents.happened("customer.subscription.created", subscription);
    invoices.paid(invoice);
    return subscription;
  }

  private ObjectNode item(ObjectNode subscription, Line line, long start, long end) {
    ObjectNode item = Documents.object();
    item.put("id", documents.newId("si"));
    item.put("object", "subscription_item");
    item.put("created", documents.seconds());
    item.putObject("metadata");
    item.set("price", line.price());
    item.put("quantity", line.quantity());
    item.put("subscription", subscription.path("id").asText());
    item.put("current_period_start", start);
    item.put("current_period_end", end);
    item.putArray("discounts");
    item.putArray("tax_rates");
    return item;
  }

  /** What it would consist of, with what has to be paid or given back for the rest of the month. */
  record Changed(ObjectNode subscription, ArrayNode prorations) {}

  Changed changed(ObjectNode before, List<Form> steps, long askedAt) {
    ObjectNode after = before.deepCopy();
    ArrayNode data = (ArrayNode) after.at("/items/data");
    ArrayNode prorations = Documents.array();
    long start = periodStart(before);
    long end = periodEnd(before);
    long at = Math.clamp(askedAt, start, end);
    for (Form step : steps) {
      int known = step.text("id").map(id -> indexOf(data, id)).orElse(-1);
      if (step.text("id").isPresent() && known < 0) {
        throw StripeError.missing("subscription_item", step.need("id"));
      }
      if (known >= 0) {
        ObjectNode item = (ObjectNode) data.get(known);
        long quantity = step.flag("deleted") ? 0 : step.whole("quantity", quantity(item));
        if (quantity != quantity(item)) {
          prorations.add(Invoices.proration(item, -quantity(item), start, at, end));
          if (quantity > 0) {
            prorations.add(Invoices.proration(item, quantity, start, at, end));
          }
        }
        if (quantity == 0) {
          data.remove(known);
        } else {
          item.put("quantity", quantity);
        }
      } else {
        Line line =
            new Line(documents.need("price", step.need("price")), step.whole("quantity", 1));
        ObjectNode item = item(before, line, start, end);
        data.add(item);
        prorations.add(Invoices.proration(item, line.quantity(), start, at, end));
      }
    }
    if (data.isEmpty()) {
      throw StripeError.invalid("items", "A subscription must have at least one item.");
    }
    return new Changed(after, prorations);
  }

  ObjectNode change(ObjectNode before, List<Form> steps, long at) {
    Changed changed = changed(before, steps, at);
    ObjectNode after = changed.subscription();
    ObjectNode customer = documents.need("customer", before.path("customer").asText());
    if (!changed.prorations().isEmpty()) {
      ObjectNode invoice =
          invoices.with(after, customer, "subscription_update", changed.prorations());
      if (invoice.path("amount_due").asLong() > 0 && !charges(customer)) {
        throw StripeError.declined();
      }
      invoices.pay(invoice);
      invoices.paid(invoice);
      after.put("latest_invoice", invoice.path("id").asText());
    }
    documents.keep(after);
    documents.happened("customer.subscription.updated", after);
    return after;
  }

  ObjectNode ending(ObjectNode subscription, boolean ends) {
    subscription.put("cancel_at_period_end", ends);
    if (ends) {
      subscription.put("cancel_at", periodEnd(subscription));
      subscription.put("canceled_at", documents.seconds());
    } else {
      subscription.putNull("cancel_at");
      subscription.putNull("canceled_at");
    }
    documents.keep(subscription);
    documents.happened("customer.subscription.updated", subscription);
    return subscription;
  }

  ObjectNode cancel(ObjectNode subscription) {
    subscription.put("status", "canceled");
    subscription.put("canceled_at", documents.seconds());
    subscription.put("ended_at", documents.seconds());
    documents.keep(subscription);
    documents.happened("customer.subscription.deleted", subscription);
    return subscription;
  }

  /** Does what has become due since. */
  void catchUp() {
    documents.all("subscription").forEach(this::catchUp);
  }

  private void catchUp(ObjectNode subscription) {
    long now = documents.seconds();
    switch (subscription.path("status").asText()) {
      case "active" -> {
        ObjectNode current = subscription;
        while (current.path("status").asText().equals("active") && periodEnd(current) <= now) {
          if (current.path("cancel_at_period_end").asBoolean()) {
            cancel(current);
          } else {
            renew(current);
          }
        }
      }
      case "past_due" -> chase(subscription, now);
      default -> {
        // Ended ones stay as they are.
      }
    }
  }

  private void renew(ObjectNode subscription) {
    ObjectNode customer = documents.need("customer", subscription.path("customer").asText());
    long start = periodEnd(subscription);
    long end = monthLater(start);
    for (JsonNode item : subscription.at("/items/data")) {
      ((ObjectNode) item).put("current_period_start", start).put("current_period_end", end);
    }
    ObjectNode invoice = invoices.of(subscription, customer, "subscription_cycle");
    invoice.put("created", start);
    subscription.put("latest_invoice", invoice.path("id").asText());
    if (charges(customer)) {
      invoices.pay(invoice);
      documents.keep(subscription);
      documents.happened("customer.subscription.updated", subscription);
      invoices.paid(invoice);
    } else {
      subscription.put("status", "past_due");
      invoices.failed(invoice, Instant.ofEpochSecond(start).plus(RETRY_EVERY));
      documents.keep(subscription);
      documents.happened("customer.subscription.updated", subscription);
      documents.happened("invoice.payment_failed", invoice);
    }
  }

  /** The card is tried again now and then; after two weeks nobody hopes any more. */
  private void chase(ObjectNode subscription, long now) {
    ObjectNode customer = documents.need("customer", subscription.path("customer").asText());
    ObjectNode invoice = documents.need("invoice", subscription.path("latest_invoice").asText());
    if (invoice.path("next_payment_attempt").asLong() > now) {
      return;
    }
    if (charges(customer)) {
      settle(subscription, invoice);
    } else if (now - invoice.path("created").asLong() >= GIVEN_UP_AFTER.toSeconds()) {
      invoice.put("status", "uncollectible");
      invoice.putNull("next_payment_attempt");
      documents.keep(invoice);
      cancel(subscription);
    } else {
      invoices.failed(invoice, Instant.ofEpochSecond(now).plus(RETRY_EVERY));
      documents.happened("invoice.payment_failed", invoice);
    }
  }

  /** A card that works pays at once what is open. */
  void cardChanged(ObjectNode customer) {
    if (!charges(customer)) {
      return;
    }
    for (ObjectNode subscription : documents.all("subscription")) {
      if (subscription.path("status").asText().equals("past_due")
          && subscription.path("customer").asText().equals(customer.path("id").asText())) {
        settle(
            subscription, documents.need("invoice", subscription.path("latest_invoice").asText()));
      }
    }
  }

  private void settle(ObjectNode subscription, ObjectNode invoice) {
    invoices.pay(invoice);
    subscription.put("status", "active");
    documents.keep(subscription);
    documents.happened("customer.subscription.updated", subscription);
    invoices.paid(invoice);
  }

  private static boolean charges(ObjectNode customer) {
    return customer.path("x_card").path("charges").asBoolean();
  }

  static long periodStart(ObjectNode subscription) {
    return subscription.at("/items/data/0/current_period_start").asLong();
  }

  static long periodEnd(ObjectNode subscription) {
    return subscription.at("/items/data/0/current_period_end").asLong();
  }

  private static long quantity(JsonNode item) {
    return item.path("quantity").asLong();
  }

  private static int indexOf(ArrayNode items, String id) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).path("id").asText().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  private static long monthLater(long seconds) {
    return Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).plusMonths(1).toEpochSecond();
  }
}
