package com.quotahit.actors.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The part of the provider's interface that the product uses, on the stand-in's documents. */
final class StripeApi {

  /** Anything the provider keeps at most so long. */
  private static final long CHECKOUT_LEAST = 30 * 60L;

  private static final long CHECKOUT_MOST = 24 * 60 * 60L;

  private final Documents documents;
  private final String pages;
  private final Subscriptions subscriptions;

  /**
   * @param pages where browsers reach the stand-in's own pages
   */
  StripeApi(Documents documents, String pages) {
    this.documents = documents;
    this.pages = pages;
    this.subscriptions = new Subscriptions(documents);
  }

  /**
   * @param path below {@code /v1}
   * @param form of the body, or of the query for GET
   */
  ObjectNode answer(String method, String path, Form form) {
    subscriptions.catchUp();
    expireCheckouts();
    String[] parts = path.substring(1).split("/");
    String last = parts[parts.length - 1];
    String pattern =
        method + " " + path.replaceAll("/(cus|sub|cs|price|in|evt)_[A-Za-z0-9_]+", "/{id}");
    ObjectNode found =
        switch (pattern) {
          case "GET /balance" -> balance();
          case "POST /customers" -> customer(form);
          case "GET /customers/{id}" -> documents.need("customer", last);
          case "POST /prices" -> price(form);
          case "GET /prices" -> prices(form);
          case "POST /coupons" -> coupon(form);
          case "POST /checkout/sessions" -> checkout(form);
          case "GET /checkout/sessions" -> checkouts(form);
          case "GET /checkout/sessions/{id}" -> documents.need("checkout.session", last);
          case "POST /checkout/sessions/{id}/expire" ->
              expire(documents.need("checkout.session", parts[2]));
          case "POST /billing_portal/sessions" -> portal(form);
          case "GET /subscriptions" -> subscriptions(form);
          case "GET /subscriptions/{id}" ->
              expanded(documents.need("subscription", last), form, "");
          case "POST /subscriptions/{id}" -> change(documents.need("subscription", last), form);
          case "DELETE /subscriptions/{id}" ->
              subscriptions.cancel(documents.need("subscription", last));
          case "POST /invoices/create_preview" -> preview(form);
          case "GET /invoices" -> invoices(form);
          case "GET /events" -> list(form, "/v1/events", "event", _ -> true, new ArrayList<>());
          default ->
              throw new StripeError(
                  404,
                  "invalid_request_error",
                  "url_invalid",
                  "",
                  "Unrecognized request URL (" + method + ": /v1" + path + ").");
        };
    return Documents.shown(found);
  }

  private static ObjectNode balance() {
    ObjectNode balance = Documents.object();
    balance.put("object", "balance");
    balance.put("livemode", false);
    balance.putArray("available");
    balance.putArray("pending");
    return balance;
  }

  private ObjectNode customer(Form form) {
    ObjectNode customer = made("customer", "cus");
    customer.put("name", form.text("name").orElse(null));
    customer.put("email", form.text("email").orElse(null));
    customer.put("balance", 0);
    customer.put("delinquent", false);
    ObjectNode noted = customer.putObject("metadata");
    form.map("metadata").forEach(noted::put);
    customer.putObject("invoice_settings").putNull("default_payment_method");
    return documents.keep(customer);
  }

  private ObjectNode price(Form form) {
    long amount = form.whole("unit_amount", -1);
    if (amount < 0) {
      throw StripeError.invalid("unit_amount", "Invalid integer: unit_amount");
    }
    ObjectNode price = made("price", "price");
    price.put("active", true);
    price.put("billing_scheme", "per_unit");
    price.put("currency", form.need("currency"));
    price.put("unit_amount", amount);
    price.put("unit_amount_decimal", Long.toString(amount));
    price.put("lookup_key", form.text("lookup_key").orElse(null));
    price.put("nickname", form.text("product_data[name]").orElse(null));
    price.put("product", documents.newId("prod"));
    price.put("type", "recurring");
    price.putObject("metadata");
    ObjectNode recurring = price.putObject("recurring");
    recurring.put("interval", form.need("recurring[interval]"));
    recurring.put("interval_count", 1);
    recurring.put("usage_type", "licensed");
    return documents.keep(price);
  }

  private ObjectNode prices(Form form) {
    List<String> keys = form.values("lookup_keys");
    return list(
        form,
        "/v1/prices",
        "price",
        price -> keys.isEmpty() || keys.contains(price.path("lookup_key").asText()),
        new ArrayList<>());
  }

  private ObjectNode coupon(Form form) {
    String id = form.need("id");
    if (documents.find("coupon/" + id).isPresent()) {
      throw new StripeError(
          400, "invalid_request_error", "resource_already_exists", "id", "Coupon already exists.");
    }
    ObjectNode coupon = made("coupon", "coupon");
    coupon.put("id", "coupon/" + id);
    coupon.put("name", form.text("name").orElse(id));
    coupon.put("percent_off", form.whole("percent_off", 0));
    coupon.put("duration", form.need("duration"));
    coupon.put("valid", true);
    documents.keep(coupon);
    return coupon.deepCopy().put("id", id);
  }

  private ObjectNode checkout(Form form) {
    String customer = form.need("customer");
    documents.need("customer", customer);
    if (!form.need("mode").equals("subscription")) {
      throw StripeError.invalid("mode", "The stand-in sells subscriptions.");
    }
    List<Form> items = form.list("line_items");
    if (items.isEmpty()) {
      throw StripeError.invalid("line_items", "You must pass line_items.");
    }
    long expires = form.whole("expires_at", documents.seconds() + CHECKOUT_MOST);
    ObjectNode session = made("checkout.session", "cs_test");
    long total = 0;
    ArrayNode wanted = session.putArray("x_lines");
    for (Form item : items) {
      ObjectNode price = documents.need("price", item.need("price"));
      long quantity = item.whole("quantity", 1);
      if (quantity < 1) {
        throw StripeError.invalid("line_items", "The quantity must be greater than zero.");
      }
      wanted.addObject().put("price", price.path("id").asText()).put("quantity", quantity);
      total += quantity * price.path("unit_amount").asLong();
      session.put("currency", price.path("currency").asText());
    }
    Optional<String> coupon =
        form.list("discounts").stream().findFirst().map(d -> d.need("coupon"));
    long percent = 0;
    if (coupon.isPresent()) {
      ObjectNode known =
          documents
              .find("coupon/" + coupon.get())
              .orElseThrow(() -> StripeError.missing("coupon", coupon.get()));
      percent = known.path("percent_off").asLong();
      session.put("x_coupon", coupon.get());
    }
    String id = session.path("id").asText();
    session.put("mode", "subscription");
    session.put("status", "open");
    session.put("payment_status", "unpaid");
    session.put("customer", customer);
    session.put("amount_subtotal", total);
    session.put("amount_total", Math.floorDiv(total * (100 - percent) + 50, 100));
    session.put("client_reference_id", form.text("client_reference_id").orElse(null));
    session.put("success_url", form.need("success_url"));
    session.put("cancel_url", form.text("cancel_url").orElse(null));
    session.put("ui_mode", "hosted_page");
    // The stand-in's clock may be ahead of the product's: what is asked for is counted from now.
    long asked = expires - documents.seconds();
    session.put(
        "expires_at", documents.seconds() + Math.clamp(asked, CHECKOUT_LEAST, CHECKOUT_MOST));
    session.put("url", pages + "/sandbox/checkout/" + id);
    session.putNull("subscription");
    session.putNull("invoice");
    session.putObject("metadata");
    ObjectNode noted = session.putObject("x_metadata");
    form.map("subscription_data")
        .forEach((name, value) -> {
          if (name.startsWith("metadata[")) {
            noted.put(name.substring("metadata[".length(), name.length() - 1), value);
          }
        });
    return documents.keep(session);
  }

  private ObjectNode checkouts(Form form) {
    Optional<String> status = form.text("status");
    Predicate<ObjectNode> wanted =
        of("customer", form)
            .and(one -> status.map(one.path("status").asText()::equals).orElse(true));
    return list(form, "/v1/checkout/sessions", "checkout.session", wanted, new ArrayList<>());
  }

  private ObjectNode expire(ObjectNode session) {
    if (!session.path("status").asText().equals("open")) {
      throw StripeError.invalid("id", "Only open sessions can be expired.");
    }
    session.put("status", "expired");
    documents.keep(session);
    documents.happened("checkout.session.expired", session);
    return session;
  }

  private void expireCheckouts() {
    for (ObjectNode session : documents.all("checkout.session")) {
      if (session.path("status").asText().equals("open")
          && session.path("expires_at").asLong() <= documents.seconds()) {
        expire(session);
      }
    }
  }

  private ObjectNode portal(Form form) {
    documents.need("customer", form.need("customer"));
    ObjectNode session = made("billing_portal.session", "bps");
    session.put("customer", form.need("customer"));
    session.put("return_url", form.text("return_url").orElse(null));
    session.put("url", pages + "/sandbox/portal/" + session.path("id").asText());
    session.put("configuration", "bpc_sandbox");
    session.putNull("flow");
    return documents.keep(session);
  }

  private ObjectNode subscriptions(Form form) {
    String status = form.text("status").orElse("");
    Predicate<ObjectNode> wanted =
        of("customer", form)
            .and(one ->
                status.equals("all")
                    || (status.isEmpty()
                        ? !one.path("status").asText().equals("canceled")
                        : one.path("status").asText().equals(status)));
    return list(form, "/v1/subscriptions", "subscription", wanted, form.values("expand"));
  }

  private ObjectNode change(ObjectNode subscription, Form form) {
    ObjectNode after = subscription;
    if (form.text("cancel_at_period_end").isPresent()) {
      after = subscriptions.ending(subscription, form.flag("cancel_at_period_end"));
    }
    List<Form> items = form.list("items");
    if (!items.isEmpty()) {
      after = subscriptions.change(after, items, form.whole("proration_date", documents.seconds()));
    }
    return expanded(after, form, "");
  }

  private ObjectNode preview(Form form) {
    ObjectNode before = documents.need("subscription", form.need("subscription"));
    Form details = form;
    List<Form> items = details.list("subscription_details[items]");
    Subscriptions.Changed changed =
        subscriptions.changed(
            before, items, form.whole("subscription_details[proration_date]", documents.seconds()));
    ObjectNode customer = documents.need("customer", before.path("customer").asText());
    ObjectNode invoice =
        new Invoices(documents)
            .with(changed.subscription(), customer, "upcoming", changed.prorations());
    invoice.put("id", "upcoming_" + invoice.path("id").asText());
    return invoice.put("status", "draft");
  }

  private ObjectNode invoices(Form form) {
    Optional<String> subscription = form.text("subscription");
    Predicate<ObjectNode> wanted =
        of("customer", form)
            .and(one ->
                subscription
                    .map(one.at("/parent/subscription_details/subscription").asText()::equals)
                    .orElse(true));
    return list(form, "/v1/invoices", "invoice", wanted, new ArrayList<>());
  }

  private Predicate<ObjectNode> of(String field, Form form) {
    Optional<String> wanted = form.text(field);
    return document -> wanted.isEmpty() || document.path(field).asText().equals(wanted.get());
  }

  private ObjectNode list(
      Form form, String url, String kind, Predicate<ObjectNode> wanted, List<String> expand) {
    int limit = (int) Math.clamp(form.whole("limit", 10), 1, 100);
    List<ObjectNode> all = documents.all(kind).stream().filter(wanted).toList();
    int from = 0;
    Optional<String> after = form.text("starting_after");
    for (int i = 0; after.isPresent() && i < all.size(); i++) {
      if (all.get(i).path("id").asText().equals(after.get())) {
        from = i + 1;
      }
    }
    ObjectNode page = Documents.object();
    page.put("object", "list");
    page.put("url", url);
    ArrayNode data = page.putArray("data");
    List<ObjectNode> some = all.subList(from, Math.min(all.size(), from + limit));
    some.forEach(one -> data.add(Documents.shown(withInvoice(one, expand, "data."))));
    page.put("has_more", from + limit < all.size());
    return page;
  }

  private ObjectNode expanded(ObjectNode document, Form form, String prefix) {
    return withInvoice(document, form.values("expand"), prefix);
  }

  private ObjectNode withInvoice(ObjectNode document, List<String> expand, String prefix) {
    boolean wanted = expand.contains(prefix + "latest_invoice");
    JsonNode id = document.path("latest_invoice");
    if (!wanted || !id.isTextual()) {
      return document;
    }
    ObjectNode copy = document.deepCopy();
    documents
        .find(id.asText())
        .ifPresent(invoice -> copy.set("latest_invoice", Documents.shown(invoice)));
    return copy;
  }

  private ObjectNode made(String kind, String prefix) {
    ObjectNode document = Documents.object();
    document.put("id", documents.newId(prefix));
    document.put("object", kind);
    document.put("created", documents.seconds());
    document.put("livemode", false);
    return document;
  }

  /** What a person does on the checkout page: pays with this card. */
  ObjectNode pay(ObjectNode session, TestCard card) {
    ObjectNode customer = documents.need("customer", session.path("customer").asText());
    customer.set("x_card", card.json());
    customer.putObject("invoice_settings").put("default_payment_method", documents.newId("pm"));
    List<Subscriptions.Line> lines = new ArrayList<>();
    for (JsonNode line : session.path("x_lines")) {
      lines.add(
          new Subscriptions.Line(
              documents.need("price", line.path("price").asText()),
              line.path("quantity").asLong()));
    }
    Map<String, String> noted = new java.util.LinkedHashMap<>();
    session
        .path("x_metadata")
        .properties()
        .forEach(field -> noted.put(field.getKey(), field.getValue().asText()));
    JsonNode coupon =
        session.path("x_coupon").isTextual()
            ? documents
                .find("coupon/" + session.path("x_coupon").asText())
                .<JsonNode>map(found -> found)
                .orElseGet(MissingNode::getInstance)
            : MissingNode.getInstance();
    documents.keep(customer);
    ObjectNode subscription = subscriptions.begin(customer, lines, noted, coupon);
    session.put("status", "complete");
    session.put("payment_status", "paid");
    session.put("subscription", subscription.path("id").asText());
    session.put("invoice", subscription.path("latest_invoice").asText());
    documents.keep(session);
    documents.happened("checkout.session.completed", session);
    return session;
  }

  Subscriptions life() {
    return subscriptions;
  }
}
