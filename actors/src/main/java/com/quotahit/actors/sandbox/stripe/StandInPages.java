package com.quotahit.actors.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The stand-in's own pages: a checkout and a customer portal, plain forms without a script. Whoever
 * has the address may use them; nothing else is known of anybody here.
 */
final class StandInPages {

  /** What a page comes to. */
  sealed interface Shown {

    record Html(int status, String text) implements Shown {}

    record GoTo(String address) implements Shown {}
  }

  static final String CSS =
      """
      :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
      body { max-width: 34rem; margin: 0 auto; padding: 2rem 1rem }
      .note { background: #ffe9b8; color: #4a3500; padding: .5rem .75rem; border-radius: .5rem }
      .wrong { background: #ffd9d6; color: #7a1410; padding: .5rem .75rem; border-radius: .5rem }
      table { width: 100%; border-collapse: collapse; margin: 1rem 0 }
      td, th { text-align: left; padding: .4rem 0; border-bottom: 1px solid #8884 }
      td:last-child, th:last-child { text-align: right }
      label { display: block; margin: .75rem 0 }
      input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem }
      button { font: inherit; padding: .6rem 1rem; margin: .25rem .5rem .25rem 0; cursor: pointer }
      form { margin: 1rem 0 }
      """;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Documents documents;
  private final StripeApi api;

  StandInPages(Documents documents, StripeApi api) {
    this.documents = documents;
    this.api = api;
  }

  Shown checkout(String id, Optional<Form> sent) {
    Optional<ObjectNode> found =
        documents.find(id).filter(d -> d.path("object").asText().equals("checkout.session"));
    if (found.isEmpty()) {
      return gone("This checkout does not exist.");
    }
    ObjectNode session = found.get();
    return switch (session.path("status").asText()) {
      case "complete" -> new Shown.GoTo(success(session));
      case "open" -> sent.map(form -> pay(session, form)).orElseGet(() -> form(session, "", false));
      default -> gone("This checkout has expired. Go back and begin again.");
    };
  }

  private Shown pay(ObjectNode session, Form sent) {
    TestCard card = TestCard.of(sent.text("card").orElse(""));
    if (card == TestCard.ASKS && !sent.text("confirmed").orElse("").equals("yes")) {
      return form(session, "", true);
    }
    return switch (card) {
      case GOOD, ASKS -> {
        api.pay(session, card);
        yield new Shown.GoTo(success(session));
      }
      case FAILS_WHEN_CHARGED, REFUSED ->
          form(session, "Your card was declined. Try another one.", false);
      case UNKNOWN -> form(session, "This is no test card. Use 4242 4242 4242 4242.", false);
    };
  }

  private static String success(ObjectNode session) {
    return session
        .path("success_url")
        .asText()
        .replace("{CHECKOUT_SESSION_ID}", session.path("id").asText());
  }

  private Shown form(ObjectNode session, String wrong, boolean confirm) {
    StringBuilder lines = new StringBuilder();
    String currency = session.path("currency").asText();
    for (JsonNode line : session.path("x_lines")) {
      ObjectNode price = documents.need("price", line.path("price").asText());
      long quantity = line.path("quantity").asLong();
      lines.append(
          row(
              quantity + " × " + price.path("nickname").asText("module"),
              money(quantity * price.path("unit_amount").asLong(), currency)));
    }
    long off = session.path("amount_subtotal").asLong() - session.path("amount_total").asLong();
    if (off > 0) {
      lines.append(row("Coupon " + session.path("x_coupon").asText(), money(-off, currency)));
    }
    String total = money(session.path("amount_total").asLong(), currency);
    String card =
        confirm
            ? "<p>Your bank asks whether it is you.</p>"
                + "<input type=\"hidden\" name=\"card\" value=\"4000002500003155\">"
                + "<input type=\"hidden\" name=\"confirmed\" value=\"yes\">"
            : field("card", "Card number", "4242 4242 4242 4242", "cc-number")
                + field("expiry", "Expiry", "12/34", "cc-exp")
                + field("cvc", "Security code", "123", "cc-csc")
                + field("name", "Name on card", "Ann Rep", "cc-name");
    String back = session.path("cancel_url").asText("");
    return page(
        wrong.isEmpty() ? 200 : 402,
        "Checkout",
        wrong(wrong)
            + "<table><tbody>"
            + lines
            + "</tbody><tfoot>"
            + "<tr><th>Each month</th><th>"
            + escape(total)
            + "</th></tr></tfoot></table><form method=\"post\">"
            + card
            + "<button type=\"submit\">"
            + (confirm ? "Yes, it is me" : "Subscribe")
            + "</button></form>"
            + (back.isEmpty() ? "" : "<p><a href=\"" + escape(back) + "\">Back</a></p>"));
  }

  Shown portal(String id, Optional<Form> sent) {
    Optional<ObjectNode> found =
        documents.find(id).filter(d -> d.path("object").asText().equals("billing_portal.session"));
    if (found.isEmpty()) {
      return gone("This page does not exist.");
    }
    ObjectNode session = found.get();
    String wrong = sent.map(form -> act(session, form)).orElse("");
    if (sent.isPresent() && wrong.isEmpty()) {
      return new Shown.GoTo("/sandbox/portal/" + id);
    }
    return portalPage(session, wrong);
  }

  private String act(ObjectNode session, Form form) {
    String customer = session.path("customer").asText();
    switch (form.text("do").orElse("")) {
      case "card" -> {
        TestCard card = TestCard.of(form.text("card").orElse(""));
        if (card == TestCard.UNKNOWN || card == TestCard.REFUSED) {
          return "This card was refused. Use 4242 4242 4242 4242 or 4000 0000 0000 0341.";
        }
        ObjectNode known = documents.need("customer", customer);
        known.set("x_card", card.json());
        documents.keep(known);
        documents.happened("customer.updated", known);
        api.life().cardChanged(known);
      }
      case "cancel", "resume" ->
          documents.all("subscription").stream()
              .filter(one -> one.path("customer").asText().equals(customer))
              .filter(one -> one.path("id").asText().equals(form.text("subscription").orElse("")))
              .filter(one -> !one.path("status").asText().equals("canceled"))
              .forEach(one -> api.life().ending(one, form.text("do").orElse("").equals("cancel")));
      case "advance" -> {
        long days = Math.clamp(form.whole("days", 1), 1, 366);
        // Day by day, so that what happens in between happens.
        for (long day = 0; day < days; day++) {
          documents.putForward(Duration.ofDays(1));
          api.life().catchUp();
        }
      }
      default -> {
        return "Choose what to do.";
      }
    }
    return "";
  }

  private Shown portalPage(ObjectNode session, String wrong) {
    String customer = session.path("customer").asText();
    ObjectNode known = documents.need("customer", customer);
    StringBuilder text = new StringBuilder(wrong(wrong));
    text.append("<p>Today is ").append(DAY.format(documents.now())).append(".</p>");
    for (ObjectNode one : documents.all("subscription")) {
      if (one.path("customer").asText().equals(customer)) {
        text.append(subscription(one));
      }
    }
    String last4 = known.path("x_card").path("last4").asText();
    text.append("<h2>Card</h2><p>")
        .append(last4.isEmpty() ? "None yet." : "Ends in " + escape(last4) + ".")
        .append("</p>")
        .append(
            action(
                "card",
                field("card", "New card number", "4242 4242 4242 4242", "cc-number"),
                "Change card"))
        .append("<h2>Time</h2><p>Puts the stand-in's clock forward, for everybody here.</p>");
    for (int days : new int[] {1, 8, 31}) {
      text.append(
          action(
              "advance",
              "<input type=\"hidden\" name=\"days\" value=\"" + days + "\">",
              days == 1 ? "One day on" : days + " days on"));
    }
    String back = session.path("return_url").asText("");
    if (!back.isEmpty()) {
      text.append("<p><a href=\"").append(escape(back)).append("\">Back to QuotaHit</a></p>");
    }
    return page(wrong.isEmpty() ? 200 : 402, "Billing portal", text.toString());
  }

  private String subscription(ObjectNode one) {
    StringBuilder rows = new StringBuilder();
    for (JsonNode item : one.at("/items/data")) {
      rows.append(
          row(
              item.path("quantity").asLong() + " × " + item.at("/price/nickname").asText("module"),
              money(
                  item.path("quantity").asLong() * item.at("/price/unit_amount").asLong(),
                  one.path("currency").asText())));
    }
    boolean over = one.path("status").asText().equals("canceled");
    boolean ends = one.path("cancel_at_period_end").asBoolean();
    String until = DAY.format(Instant.ofEpochSecond(Subscriptions.periodEnd(one)));
    String what = over ? "ended" : (ends ? "ends on " : "renews on ") + until;
    String which =
        "<input type=\"hidden\" name=\"subscription\" value=\""
            + escape(one.path("id").asText())
            + "\">";
    return "<h2>Subscription: "
        + escape(one.path("status").asText().replace('_', ' '))
        + ", "
        + escape(what)
        + "</h2><table><tbody>"
        + rows
        + "</tbody></table>"
        + (over ? "" : action(ends ? "resume" : "cancel", which, ends ? "Go on" : "Cancel"));
  }

  private static String action(String what, String inner, String text) {
    return "<form method=\"post\"><input type=\"hidden\" name=\"do\" value=\""
        + what
        + "\">"
        + inner
        + "<button type=\"submit\">"
        + text
        + "</button></form>";
  }

  private static String field(String name, String label, String example, String autocomplete) {
    return "<label>"
        + label
        + "<input name=\""
        + name
        + "\" placeholder=\""
        + example
        + "\" autocomplete=\""
        + autocomplete
        + "\"></label>";
  }

  private static String row(String what, String amount) {
    return "<tr><td>" + escape(what) + "</td><td>" + escape(amount) + "</td></tr>";
  }

  private static String wrong(String text) {
    return text.isEmpty() ? "" : "<p class=\"wrong\" role=\"alert\">" + escape(text) + "</p>";
  }

  private static Shown gone(String text) {
    return page(404, "Nothing here", "<p>" + escape(text) + "</p>");
  }

  private static Shown page(int status, String title, String body) {
    return new Shown.Html(
        status,
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\">"
            + "<title>"
            + escape(title)
            + " (simulated)</title><link rel=\"stylesheet\" href=\"/sandbox/checkout.css\"></head>"
            + "<body><main><h1>"
            + escape(title)
            + "</h1><p class=\"note\">Simulated: no money moves. Use the card 4242 4242 4242 4242,"
            + " or 4000 0000 0000 0341 for one that fails.</p>"
            + body
            + "</main></body></html>");
  }

  private static String money(long minor, String currency) {
    String sign = minor < 0 ? "−" : "";
    long absolute = Math.abs(minor);
    return sign
        + absolute / 100
        + "."
        + String.format(Locale.ROOT, "%02d", absolute % 100)
        + " "
        + currency.toUpperCase(Locale.ROOT);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
