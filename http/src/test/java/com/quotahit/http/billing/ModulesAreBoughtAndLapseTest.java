package com.quotahit.http.billing;

import static com.quotahit.http.billing.BillingUnderTest.eventually;
import static com.quotahit.http.billing.Shopper.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.billing.Held;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.time.Instant;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the price list to an open module and back, with the stand-in's own pages between. */
@Tag("route")
class ModulesAreBoughtAndLapseTest {

  private static final Map<String, String> BAD_CARD = Map.of("card", "4000 0000 0000 0341");

  private BillingUnderTest world;
  private Client ann;
  private Shopper shopper;

  @BeforeEach
  void open() {
    world = new BillingUnderTest();
    ann = world.as(1, Role.OWNER);
    shopper = new Shopper(world, ann);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_paid_checkout_opens_the_modules_and_what_comes_with_them() {
    assertThat(shopper.state("practice")).isEqualTo("free");
    assertThat(ann.post("/api/v1/things", "").status()).isEqualTo(402);
    String url = shopper.bought("{\"modules\":[\"practice\",\"coach\"]}");
    eventually("open", () -> shopper.state("practice").equals("active"));
    assertThat(shopper.item("practice").path("seats").asInt()).isEqualTo(3);
    assertThat(shopper.state("coach")).isEqualTo("active");
    assertThat(shopper.state("brain")).isEqualTo("free");
    assertThat(shopper.item("brain").path("period").isNull()).isTrue();
    JsonNode period = shopper.item("practice").path("period");
    assertThat(Instant.parse(period.path("start").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(period.path("end")).isEqualTo(shopper.item("practice").path("until"));
    eventually("seated", () -> ann.post("/api/v1/things", "").status() == 204);
    assertThat(world.as(3, Role.REP).post("/api/v1/things", "").status()).isEqualTo(204);
    // The page is done with, and a second purchase is a change.
    assertThat(world.page(url, Map.of()).status().intValue()).isEqualTo(303);
    Reply again = ann.post("/api/v1/billing/checkout", "{\"modules\":[\"brain\"]}");
    assertThat(again.code()).isEqualTo("billing.subscribed-already");
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(3 * 4800);
    assertThat(world.audit).extracting(e -> e.action()).contains("billing.checkout-begun");
  }

  @Test
  void a_deleted_workspace_is_cancelled_once_and_its_owners_are_told_when_it_is_back() {
    shopper.bought("{\"modules\":[\"practice\"],\"seats\":2}");
    eventually("open", () -> shopper.state("practice").equals("active"));
    world.deleted();
    eventually("ending", () -> shopper.item("practice").path("ending").asBoolean());
    world.tell(new WorkspaceCommand.Restore(BillingUnderTest.ANN));
    eventually(
        "told",
        () ->
            world.news.stream()
                .anyMatch(news ->
                    news instanceof BillingNewsPort.News.SubscriptionNotRestored(var paidUntil)
                        && paidUntil.isPresent()));
    assertThat(ann.post("/api/v1/billing/resume", "").status()).isEqualTo(202);
    eventually("going on", () -> !shopper.item("practice").path("ending").asBoolean());
    assertThat(
            world.requests.stream()
                .filter(seen -> seen.body().contains("cancel_at_period_end=true"))
                .count())
        .as("cancelled once")
        .isEqualTo(1);
  }

  @Test
  void a_checkout_left_open_in_another_tab_cannot_be_paid_as_well() {
    String order = "{\"modules\":[\"brain\"],\"seats\":1}";
    String first = ann.post("/api/v1/billing/checkout", order).json().path("url").asText();
    shopper.bought(order);
    assertThat(world.page(first, GOOD_CARD).status().intValue()).isNotEqualTo(303);
    eventually("open", () -> shopper.state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().path("items")).hasSize(1);
  }

  @Test
  void a_card_that_fails_buys_nothing() {
    Reply checkout = ann.post("/api/v1/billing/checkout", "{\"modules\":[\"brain\"],\"seats\":1}");
    String url = checkout.json().path("url").asText();
    HttpResponse shown = world.page(url, Map.of());
    assertThat(world.text(shown)).contains("1 × QuotaHit Company Brain", "19.00 EUR", "Simulated");
    HttpResponse declined = world.page(url, BAD_CARD);
    assertThat(declined.status().intValue()).isEqualTo(402);
    assertThat(world.text(declined)).contains("declined");
    assertThat(shopper.state("brain")).isEqualTo("free");
    HttpResponse asks = world.page(url, Map.of("card", "4000002500003155"));
    assertThat(world.text(asks)).contains("whether it is you");
    assertThat(
            world
                .page(url, Map.of("card", "4000002500003155", "confirmed", "yes"))
                .status()
                .intValue())
        .isEqualTo(303);
    eventually("open", () -> shopper.state("brain").equals("active"));
  }

  @Test
  void a_card_that_stops_working_leaves_grace_and_then_what_was_made() {
    shopper.bought("{\"modules\":[\"brain\",\"practice\"],\"seats\":2}");
    eventually("open", () -> shopper.state("brain").equals("active"));
    String portal = ann.post("/api/v1/billing/portal", "").json().path("url").asText();
    act(portal, Map.of("do", "card", "card", BAD_CARD.get("card")));
    act(portal, Map.of("do", "advance", "days", "32"));
    eventually("in grace", () -> shopper.state("brain").equals("grace"));
    assertThat(Instant.parse(shopper.item("brain").at("/period/start").asText()))
        .as("the month that waits to be paid, for a week")
        .isEqualTo(Instant.parse(shopper.item("brain").path("until").asText()).minus(Held.GRACE));
    assertThat(ann.get("/api/v1/things").status()).isEqualTo(204);
    assertThat(world.news).anyMatch(n -> n instanceof BillingNewsPort.News.PaymentFailed);
    act(portal, Map.of("do", "advance", "days", "15"));
    eventually("expired", () -> shopper.state("brain").equals("expired"));
    assertThat(ann.get("/api/v1/things").status()).isEqualTo(204);
    Reply refused = ann.post("/api/v1/things", "");
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.code()).isEqualTo("module_required");
    assertThat(world.news).anyMatch(n -> n instanceof BillingNewsPort.News.AccessEnded);
    assertThat(ann.get("/api/v1/billing/seats").json().path("assigned")).isEmpty();
    shopper.bought("{\"modules\":[\"practice\"],\"seats\":1}");
    eventually("open again", () -> shopper.state("practice").equals("active"));
  }

  @Test
  void a_second_month_that_is_not_paid_gives_no_second_week() {
    shopper.bought("{\"modules\":[\"brain\"],\"seats\":2}");
    eventually("open", () -> shopper.state("brain").equals("active"));
    String portal = ann.post("/api/v1/billing/portal", "").json().path("url").asText();
    act(portal, Map.of("do", "card", "card", BAD_CARD.get("card")));
    act(portal, Map.of("do", "advance", "days", "32"));
    eventually("in grace", () -> shopper.state("brain").equals("grace"));
    String ends = shopper.item("brain").path("until").asText();
    String firstMonth = shopper.item("brain").at("/period/start").asText();
    long told = toldOfFailures();
    world.anotherMonthFails();
    eventually(
        "the next month",
        () -> !shopper.item("brain").at("/period/start").asText().equals(firstMonth));
    assertThat(shopper.item("brain").path("until").asText()).isEqualTo(ends);
    assertThat(toldOfFailures()).isEqualTo(told);
    act(portal, Map.of("do", "card", "card", GOOD_CARD.get("card")));
    eventually("paid", () -> shopper.state("brain").equals("active"));
  }

  private long toldOfFailures() {
    return world.news.stream().filter(n -> n instanceof BillingNewsPort.News.PaymentFailed).count();
  }

  @Test
  void a_card_that_works_again_ends_grace() {
    shopper.bought("{\"modules\":[\"brain\"],\"seats\":2}");
    eventually("open", () -> shopper.state("brain").equals("active"));
    String portal = ann.post("/api/v1/billing/portal", "").json().path("url").asText();
    act(portal, Map.of("do", "card", "card", BAD_CARD.get("card")));
    act(portal, Map.of("do", "advance", "days", "32"));
    eventually("in grace", () -> shopper.state("brain").equals("grace"));
    act(portal, Map.of("do", "card", "card", GOOD_CARD.get("card")));
    eventually("active again", () -> shopper.state("brain").equals("active"));
    assertThat(world.news).anyMatch(n -> n instanceof BillingNewsPort.News.PaymentRecovered);
  }

  private void act(String portal, Map<String, String> form) {
    assertThat(world.page(portal, form).status().intValue()).isEqualTo(303);
  }

  @Test
  void a_change_costs_what_was_shown_and_a_smaller_one_gives_credit() {
    shopper.bought("{\"modules\":[\"practice\"],\"seats\":2}");
    eventually("open", () -> shopper.state("practice").equals("active"));
    Reply preview = ann.get("/api/v1/billing/preview?modules=practice,coach&seats=3");
    assertThat(preview.status()).as(preview.text()).isEqualTo(200);
    assertThat(preview.json().at("/monthly/minor").asLong()).isEqualTo(3 * 4800);
    long due = preview.json().at("/dueNow/minor").asLong();
    assertThat(due).isBetween(3 * 4800L - 2 * 2900L - 30, 3 * 4800L - 2 * 2900L);
    String at = preview.json().path("at").asText();
    Reply change =
        ann.post(
            "/api/v1/billing/change",
            "{\"modules\":[\"practice\",\"coach\"],\"seats\":3,\"at\":\"" + at + "\"}");
    assertThat(change.status()).as(change.text()).isEqualTo(202);
    assertThat(shopper.state("coach")).isEqualTo("active");
    assertThat(shopper.item("practice").path("seats").asInt()).isEqualTo(3);
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(due);
    Reply less = ann.get("/api/v1/billing/preview?modules=coach&seats=1");
    assertThat(less.json().at("/dueNow/minor").asLong()).isNegative();
    assertThat(ann.post("/api/v1/billing/change", "{\"modules\":[\"coach\"],\"seats\":1}").status())
        .isEqualTo(202);
    assertThat(shopper.state("practice")).isEqualTo("free");
    assertThat(ann.get("/api/v1/billing/seats").json().path("assigned")).hasSize(1);
  }

  @Test
  void a_subscription_that_is_cancelled_runs_out_and_one_that_is_resumed_does_not() {
    shopper.bought("{\"modules\":[],\"bundle\":true,\"seats\":1}");
    eventually("open", () -> shopper.state("followup").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(10_125);
    assertThat(ann.post("/api/v1/billing/cancel", "").status()).isEqualTo(202);
    assertThat(shopper.item("followup").path("ending").asBoolean()).isTrue();
    assertThat(ann.post("/api/v1/billing/resume", "").status()).isEqualTo(202);
    assertThat(shopper.item("followup").path("ending").asBoolean()).isFalse();
    ann.post("/api/v1/billing/cancel", "");
    String portal = ann.post("/api/v1/billing/portal", "").json().path("url").asText();
    act(portal, Map.of("do", "advance", "days", "32"));
    eventually("expired", () -> shopper.state("followup").equals("expired"));
  }

  @Test
  void whoever_deletes_the_workspace_is_charged_for_it_no_more() {
    shopper.bought("{\"modules\":[\"brain\"],\"seats\":1}");
    eventually("open", () -> shopper.state("brain").equals("active"));
    assertThat(shopper.item("brain").path("ending").asBoolean()).isFalse();
    world.deleted();
    eventually("ending", () -> shopper.item("brain").path("ending").asBoolean());
  }

  @Test
  void what_was_refused_is_not_written_down_as_done() {
    shopper.bought("{\"modules\":[\"practice\"],\"seats\":1}");
    eventually("open", () -> shopper.state("practice").equals("active"));
    String two =
        "{\"assigned\":[\"%s\",\"%s\"]}"
            .formatted(BillingUnderTest.person(2), BillingUnderTest.person(3));
    int before = world.audit.size();
    assertThat(ann.send("PUT", "/api/v1/billing/seats", two).code())
        .isEqualTo("billing.no-seat-left");
    assertThat(world.audit).hasSize(before);
  }

  @Test
  void a_trial_opens_at_once_and_only_once() {
    Reply trial = ann.post("/api/v1/billing/trial", "{\"module\":\"practice\"}");
    assertThat(trial.status()).as(trial.text()).isEqualTo(201);
    assertThat(ann.post("/api/v1/things", "").status()).isEqualTo(204);
    assertThat(ann.post("/api/v1/billing/trial", "{\"module\":\"practice\"}").code())
        .isEqualTo("billing.trial-used");
    assertThat(ann.post("/api/v1/billing/trial", "{\"module\":\"calling\"}").status())
        .isEqualTo(400);
  }

  @Test
  void seats_go_to_people_who_work_here_and_never_to_more_than_were_bought() {
    shopper.bought("{\"modules\":[\"practice\"],\"seats\":2}");
    eventually(
        "seated", () -> ann.get("/api/v1/billing/seats").json().path("assigned").size() == 2);
    String two =
        "{\"assigned\":[\"%s\",\"%s\"]}"
            .formatted(BillingUnderTest.person(2), BillingUnderTest.person(3));
    assertThat(ann.send("PUT", "/api/v1/billing/seats", two).status()).isEqualTo(200);
    assertThat(world.as(3, Role.REP).post("/api/v1/things", "").status()).isEqualTo(204);
    assertThat(ann.post("/api/v1/things", "").status()).isEqualTo(402);
    String three =
        "{\"assigned\":[\"%s\",\"%s\",\"%s\"]}"
            .formatted(
                BillingUnderTest.person(1), BillingUnderTest.person(2), BillingUnderTest.person(3));
    assertThat(ann.send("PUT", "/api/v1/billing/seats", three).code())
        .isEqualTo("billing.no-seat-left");
    String stranger = "{\"assigned\":[\"%s\"]}".formatted(BillingUnderTest.person(77));
    assertThat(ann.send("PUT", "/api/v1/billing/seats", stranger).status()).isEqualTo(400);
  }

  @Test
  void the_zone_in_which_months_begin_is_shown_where_it_counts() {
    assertThat(zone()).isEqualTo("Z");
    assertThat(ann.send("PUT", "/api/v1/billing/zone", "{\"zone\":\"Europe/Berlin\"}").status())
        .isEqualTo(200);
    eventually("the new zone", () -> zone().equals("Europe/Berlin"));
    assertThat(
            ann.send("PUT", "/api/v1/billing/zone", "{\"zone\":\"Moon/Base\"}")
                .json()
                .at("/errors/0/field")
                .asText())
        .isEqualTo("zone");
  }

  private String zone() {
    return ann.get("/api/v1/billing/entitlements").json().path("zone").asText();
  }
}
