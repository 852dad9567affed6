package com.quotahit.actors.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Invoices as the provider writes them; credits stay with the customer for the next one. */
final class Invoices {

  private final Documents documents;

  Invoices(Documents documents) {
    this.documents = documents;
  }

  /** For a whole period of everything on the subscription. */
  ObjectNode of(ObjectNode subscription, ObjectNode customer, String reason) {
    ArrayNode lines = Documents.array();
    for (JsonNode item : subscription.at("/items/data")) {
      long amount = item.path("quantity").asLong() * item.at("/price/unit_amount").asLong();
      lines.add(line(item, item.path("quantity").asLong() + " × " + name(item), amount));
    }
    return with(subscription, customer, reason, lines);
  }

  ObjectNode with(ObjectNode subscription, ObjectNode customer, String reason, ArrayNode lines) {
    long subtotal = 0;
    for (JsonNode line : lines) {
      subtotal += line.path("amount").asLong();
    }
    long percent = subscription.at("/x_coupon/percent_off").asLong();
    long total = Math.floorDiv(subtotal * (100 - percent) + 50, 100);
    long credit = customer.path("balance").asLong();
    long due = Math.max(0, total + credit);
    ObjectNode invoice = Documents.object();
    invoice.put("id", documents.newId("in"));
    invoice.put("object", "invoice");
    invoice.put("customer", customer.path("id").asText());
    invoice.put("billing_reason", reason);
    invoice.put("collection_method", "charge_automatically");
    invoice.put("currency", subscription.path("currency").asText());
    invoice.put("created", documents.seconds());
    invoice.put("period_start", documents.seconds());
    invoice.put("period_end", documents.seconds());
    invoice.put("status", "open");
    invoice.put("subtotal", subtotal);
    invoice.put("total", total);
    invoice.put("starting_balance", credit);
    invoice.put("amount_due", due);
    invoice.put("amount_paid", 0);
    invoice.put("amount_remaining", due);
    invoice.put("attempt_count", 0);
    invoice.put("livemode", false);
    invoice.put("x_balance", Math.min(0, total + credit));
    for (String none : List.of("next_payment_attempt", "hosted_invoice_url", "invoice_pdf")) {
      invoice.putNull(none);
    }
    invoice.put("number", "SIM-" + (documents.all("invoice").size() + 1));
    ObjectNode parent = invoice.putObject("parent");
    parent.put("type", "subscription_details");
    ObjectNode details = parent.putObject("subscription_details");
    details.put("subscription", subscription.path("id").asText());
    details.set("metadata", subscription.path("metadata"));
    ObjectNode list = invoice.putObject("lines");
    list.put("object", "list");
    list.put("has_more", false);
    list.put("url", "/v1/invoices/" + invoice.path("id").asText() + "/lines");
    list.set("data", lines);
    return invoice;
  }

  /** Takes the money, or the customer's credit. */
  void pay(ObjectNode invoice) {
    ObjectNode customer = documents.need("customer", invoice.path("customer").asText());
    customer.put("balance", invoice.path("x_balance").asLong());
    documents.keep(customer);
    invoice.put("status", "paid");
    invoice.put("amount_paid", invoice.path("amount_due").asLong());
    invoice.put("amount_remaining", 0);
    invoice.put("attempt_count", invoice.path("attempt_count").asInt() + 1);
    invoice.putNull("next_payment_attempt");
    documents.keep(invoice);
  }

  void paid(ObjectNode invoice) {
    documents.happened("invoice.paid", invoice);
  }

  void failed(ObjectNode invoice, Instant next) {
    invoice.put("attempt_count", invoice.path("attempt_count").asInt() + 1);
    invoice.put("next_payment_attempt", next.getEpochSecond());
    documents.keep(invoice);
  }

  /** So many, for the rest of the period; negative gives back. */
  static ObjectNode proration(JsonNode item, long quantity, long start, long at, long end) {
    long whole = Math.abs(quantity) * item.at("/price/unit_amount").asLong();
    long span = Math.max(1, end - start);
    long part = Math.floorDiv(2 * whole * (end - at) + span, 2 * span);
    String text =
        quantity < 0
            ? "Unused time on " + -quantity + " × " + name(item)
            : "Remaining time on " + quantity + " × " + name(item);
    return line(item, text, quantity < 0 ? -part : part);
  }

  private static ObjectNode line(JsonNode item, String text, long amount) {
    ObjectNode line = Documents.object();
    line.put("id", "il_" + item.path("id").asText() + (amount < 0 ? "_back" : ""));
    line.put("object", "line_item");
    line.put("amount", amount);
    line.put("currency", item.at("/price/currency").asText());
    line.put("description", text);
    line.put("quantity", item.path("quantity").asLong());
    line.put("livemode", false);
    line.putObject("metadata");
    return line;
  }

  private static String name(JsonNode item) {
    return item.at("/price/nickname").asText("module");
  }
}
