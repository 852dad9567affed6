package com.quotahit.http.billing;

import static com.quotahit.http.billing.BillingUnderTest.NORTH;
import static com.quotahit.http.billing.BillingUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.billing.EntitlementPolicy;
import com.quotahit.core.billing.Held;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
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

  private static final Map<String, String> GOOD_CARD = Map.of("card", "4242 4242 4242 4242");
  private static final Map<String, String> BAD_CARD = Map.of("card", "4000 0000 0000 0341");

  private BillingUnderTest world;
  private Client ann;

  @BeforeEach
  void open() {
    world = new BillingUnderTest();
    ann = world.as(1, Role.OWNER);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private String bought(String order) {
    Reply checkout = ann.post("/api/v1/billing/checkout", order);
    assertThat(checkout.status()).as(checkout.text()).isEqualTo(200);
    String url = checkout.json().path("url").asText();
    HttpResponse paid = world.page(url, GOOD_CARD);
    assertThat(paid.status().intValue()).isEqualTo(303);
    assertThat(paid.getHeader("Location").orElseThrow().value())
        .startsWith("/settings/billing?checkout=done&session=cs_test_");
    return url;
  }

  private String state(String module) {
    return item(module).path("state").asText();
  }

  private JsonNode item(String module) {
    for (JsonNode item : ann.get("/api/v1/billing/entitlements").json().path("items")) {
      if (item.path("module").asText().equals(module)) {
        return item;
      }
    }
    throw new AssertionError("no " + module);
  }

  @Test
  void a_paid_checkout_opens_the_modules_and_what_comes_with_them() {
    assertThat(state("practice")).isEqualTo("free");
    assertThat(ann.post("/api/v1/things", "").status()).isEqualTo(402);
    String url = bought("{\"modules\":[\"practice\",\"coach\"]}");
    eventually("open", () -> state("practice").equals("active"));
    assertThat(item("practice").path("seats").asInt()).isEqualTo(3);
    assertThat(state("coach")).isEqualTo("active");
    assertThat(state("brain")).isEqualTo("free");
    assertThat(item("brain").path("period").isNull()).isTrue();
    JsonNode period = item("practice").path("period");
    assertThat(Instant.parse(period.path("start").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(period.path("end")).isEqualTo(item("practice").path("until"));
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
    bought("{\"modules\":[\"practice\"],\"seats\":2}");
    eventually("open", () -> state("practice").equals("active"));
    world.deleted();
    eventually("ending", () -> item("practice").path("ending").asBoolean());
    world.tell(new WorkspaceCommand.Restore(BillingUnderTest.ANN));
    eventually(
        "told",
        () ->
            world.news.stream()
                .anyMatch(news ->
                    news instanceof BillingNewsPort.News.SubscriptionNotRestored(var paidUntil)
                        && paidUntil.isPresent()));
    assertThat(ann.post("/api/v1/billing/resume", "").status()).isEqualTo(202);
    eventually("going on", () -> !item("practice").path("ending").asBoolean());
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
    bought(order);
    assertThat(world.page(first, GOOD_CARD).status().intValue()).isNotEqualTo(303);
    eventually("open", () -> state("brain").equals("active"));
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
    assertThat(state("brain")).isEqualTo("free");
    HttpResponse asks = world.page(url, Map.of("card", "4000002500003155"));
    assertThat(world.text(asks)).contains("whether it is you");
    assertThat(
            world
                .page(url, Map.of("card", "4000002500003155", "confirmed", "yes"))
                .status()
                .intValue())
        .isEqualTo(303);
    eventually("open", () -> state("brain").equals("active"));
  }

  @Test
  void a_card_that_stops_working_leaves_grace_and_then_what_was_made() {
    bought("{\"modules\":[\"brain\",\"practice\"],\"seats\":2}");
    eventually("open", () -> state("brain").equals("active"));
    String portal = ann.post("/api/v1/billing/portal", "").json().path("url").asText();
    act(portal, Map.of("do", "card", "card", BAD_CARD.get("card")));
    act(portal, Map.of("do", "advance", "days", "32"));
    eventually("in grace", () -> state("brain").equals("grace"));
    assertThat(Instant.parse(item("brain").at("/period/start").asText()))
        .as("the month that waits to be paid, for a week")
        .isEqualTo(Instant.parse(item("brain").path("until").asText()).minus(Held.GRACE));
    assertThat(ann.get("/api/v1/things").status()).isEqualTo(204);
    assertThat(world.news).anyMatch(n -> n instanceof BillingNewsPort.News.PaymentFailed);
    act(portal, Map.of("do", "advance", "days", "15"));
    eventually("expired", () -> state("brain").equals("expired"));
    assertThat(ann.get("/api/v1/things").status()).isEqualTo(204);
    Reply refused = ann.post("/api/v1/things", "");
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.code()).isEqualTo("module_required");
    assertThat(world.news).anyMatch(n -> n instanceof BillingNewsPort.News.AccessEnded);
    assertThat(ann.get("/api/v1/billing/seats").json().path("assigned")).isEmpty();
    bought("{\"modules\":[\"practice\"],\"seats\":1}");
    eventually("open again", () -> state("practice").equals("active"));
  }

  @Test
  void a_second_month_that_is_not_paid_gives_no_second_week() {
    bought("{\"modules\":[\"brain\"],\"seats\":2}");
    eventually("open", () -> state("brain").equals("active"));
    String portal = ann.post("/api/v1/billing/portal", "").json().path("url").asText();
    act(portal, Map.of("do", "card", "card", BAD_CARD.get("card")));
    act(portal, Map.of("do", "advance", "days", "32"));
    eventually("in grace", () -> state("brain").equals("grace"));
    String ends = item("brain").path("until").asText();
    String firstMonth = item("brain").at("/period/start").asText();
    long told = toldOfFailures();
    world.anotherMonthFails();
    eventually(
        "the next month", () -> !item("brain").at("/period/start").asText().equals(firstMonth));
    assertThat(item("brain").path("until").asText()).isEqualTo(ends);
    assertThat(toldOfFailures()).isEqualTo(told);
    act(portal, Map.of("do", "card", "card", GOOD_CARD.get("card")));
    eventually("paid", () -> state("brain").equals("active"));
  }

  private long toldOfFailures() {
    return world.news.stream().filter(n -> n instanceof BillingNewsPort.News.PaymentFailed).count();
  }

  @Test
  void a_card_that_works_again_ends_grace() {
    bought("{\"modules\":[\"brain\"],\"seats\":2}");
    eventually("open", () -> state("brain").equals("active"));
    String portal = ann.post("/api/v1/billing/portal", "").json().path("url").asText();
    act(portal, Map.of("do", "card", "card", BAD_CARD.get("card")));
    act(portal, Map.of("do", "advance", "days", "32"));
    eventually("in grace", () -> state("brain").equals("grace"));
    act(portal, Map.of("do", "card", "card", GOOD_CARD.get("card")));
    eventually("active again", () -> state("brain").equals("active"));
    assertThat(world.news).anyMatch(n -> n instanceof BillingNewsPort.News.PaymentRecovered);
  }

  private void act(String portal, Map<String, String> form) {
    assertThat(world.page(portal, form).status().intValue()).isEqualTo(303);
  }

  @Test
  void a_change_costs_what_was_shown_and_a_smaller_one_gives_credit() {
    bought("{\"modules\":[\"practice\"],\"seats\":2}");
    eventually("open", () -> state("practice").equals("active"));
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
    assertThat(state("coach")).isEqualTo("active");
    assertThat(item("practice").path("seats").asInt()).isEqualTo(3);
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(due);
    Reply less = ann.get("/api/v1/billing/preview?modules=coach&seats=1");
    assertThat(less.json().at("/dueNow/minor").asLong()).isNegative();
    assertThat(ann.post("/api/v1/billing/change", "{\"modules\":[\"coach\"],\"seats\":1}").status())
        .isEqualTo(202);
    assertThat(state("practice")).isEqualTo("free");
    assertThat(ann.get("/api/v1/billing/seats").json().path("assigned")).hasSize(1);
  }

  @Test
  void a_subscription_that_is_cancelled_runs_out_and_one_that_is_resumed_does_not() {
    bought("{\"modules\":[],\"bundle\":true,\"seats\":1}");
    eventually("open", () -> state("followup").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(10_125);
    assertThat(ann.post("/api/v1/billing/cancel", "").status()).isEqualTo(202);
    assertThat(item("followup").path("ending").asBoolean()).isTrue();
    assertThat(ann.post("/api/v1/billing/resume", "").status()).isEqualTo(202);
    assertThat(item("followup").path("ending").asBoolean()).isFalse();
    ann.post("/api/v1/billing/cancel", "");
    String portal = ann.post("/api/v1/billing/portal", "").json().path("url").asText();
    act(portal, Map.of("do", "advance", "days", "32"));
    eventually("expired", () -> state("followup").equals("expired"));
  }

  @Test
  void whoever_deletes_the_workspace_is_charged_for_it_no_more() {
    bought("{\"modules\":[\"brain\"],\"seats\":1}");
    eventually("open", () -> state("brain").equals("active"));
    assertThat(item("brain").path("ending").asBoolean()).isFalse();
    world.deleted();
    eventually("ending", () -> item("brain").path("ending").asBoolean());
  }

  @Test
  void a_coupon_takes_its_part_off_and_is_good_once() {
    Client admin = world.as(1, Role.OWNER, true);
    Reply made =
        admin.send(
            "PUT",
            "/api/v1/admin/coupons",
            "{\"code\":\"spring\",\"percentOff\":20,\"maxRedemptions\":1}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    Reply wrong =
        ann.post("/api/v1/billing/checkout", "{\"modules\":[\"brain\"],\"coupon\":\"nope\"}");
    assertThat(wrong.status()).isEqualTo(409);
    assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("coupon");
    bought("{\"modules\":[\"brain\"],\"seats\":1,\"coupon\":\"Spring\"}");
    eventually("open", () -> state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(1520);
    assertThat(admin.get("/api/v1/admin/coupons").json().at("/items/0/redeemed").asInt())
        .isEqualTo(1);
  }

  @Test
  void who_leaves_a_checkout_and_begins_again_takes_the_coupon_along() {
    Client admin = world.as(1, Role.OWNER, true);
    admin.send(
        "PUT",
        "/api/v1/admin/coupons",
        "{\"code\":\"ALONG\",\"percentOff\":50,\"maxRedemptions\":1}");
    String order = "{\"modules\":[\"brain\"],\"seats\":%d,\"coupon\":\"ALONG\"}";
    Reply left = ann.post("/api/v1/billing/checkout", order.formatted(2));
    String url = bought(order.formatted(1));
    assertThat(url).isNotEqualTo(left.json().path("url").asText());
    assertThat(world.page(left.json().path("url").asText(), GOOD_CARD).status().intValue())
        .as("the page that was left")
        .isEqualTo(404);
    eventually("open", () -> state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(950);
    eventually("used", () -> world.coupons.holds(NORTH).isEmpty());
    assertThat(admin.get("/api/v1/admin/coupons").json().at("/items/0/redeemed").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_coupon_whose_terms_were_changed_is_worth_what_it_says_now() {
    Client admin = world.as(1, Role.OWNER, true);
    String coupon = "{\"code\":\"AUTUMN\",\"percentOff\":%d}";
    String order = "{\"modules\":[\"brain\"],\"seats\":1,\"coupon\":\"AUTUMN\"}";
    admin.send("PUT", "/api/v1/admin/coupons", coupon.formatted(10));
    assertThat(ann.post("/api/v1/billing/checkout", order).status()).isEqualTo(200);
    admin.send("PUT", "/api/v1/admin/coupons", coupon.formatted(50));
    bought(order);
    eventually("open", () -> state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(950);
  }

  @Test
  void a_price_in_another_currency_than_the_others_is_refused_and_the_list_stays_readable() {
    Client admin = world.as(1, Role.OWNER, true);
    Reply changed =
        admin.send(
            "PATCH",
            "/api/v1/admin/plans/brain",
            "{\"monthly\":{\"minor\":2500,\"currency\":\"USD\"}}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(400);
    assertThat(changed.json().at("/errors/0/field").asText()).isEqualTo("monthly.currency");
    assertThat(ann.get("/api/v1/billing/plans").status()).isEqualTo(200);
  }

  @Test
  void what_was_refused_is_not_written_down_as_done() {
    bought("{\"modules\":[\"practice\"],\"seats\":1}");
    eventually("open", () -> state("practice").equals("active"));
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
    bought("{\"modules\":[\"practice\"],\"seats\":2}");
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
  void prices_are_data_and_every_node_hears_of_a_new_one() {
    Client admin = world.as(1, Role.OWNER, true);
    Reply changed =
        admin.send(
            "PATCH",
            "/api/v1/admin/plans/brain",
            "{\"monthly\":{\"minor\":2500,\"currency\":\"EUR\"},\"name\":\"Brain\"}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().at("/bundle/price/minor").asLong()).isEqualTo(10_575);
    bought("{\"modules\":[\"brain\"],\"seats\":1}");
    eventually("open", () -> state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(2500);
    assertThat(
            admin
                .send("PUT", "/api/v1/admin/plan-parts/readiness", "{\"module\":\"brain\"}")
                .status())
        .isEqualTo(200);
    eventually("moved", () -> ann.post("/api/v1/things", "").status() == 204);
    assertThat(world.live.of(NORTH, BillingUnderTest.ANN).toCompletableFuture().join().usable())
        .isNotEmpty();
  }

  @Test
  void what_is_free_is_read_before_it_is_changed_and_reads_as_it_was_changed() {
    Client admin = world.as(1, Role.OWNER, true);
    String path = "/api/v1/admin/free-limits";
    JsonNode before = admin.get(path).json().path("limits");
    assertThat(before.properties()).hasSize(FreeLimit.values().length);
    assertThat(before.path("practice_sessions").asInt()).isEqualTo(10);
    assertThat(admin.send("PUT", path, "{\"limits\":{\"drafts\":7}}").status()).isEqualTo(200);
    JsonNode after = admin.get(path).json().path("limits");
    assertThat(after.path("drafts").asInt()).isEqualTo(7);
    assertThat(after.path("practice_sessions").asInt()).as("left out, left alone").isEqualTo(10);
    assertThat(world.audit)
        .filteredOn(entry -> entry.action().equals("plan.limits-changed"))
        .allSatisfy(entry -> assertThat(entry.after()).containsEntry("drafts", "7"));
    Reply nothing = admin.send("PUT", path, "{\"limits\":{\"drafts\":null}}");
    assertThat(nothing.status()).as(nothing.text()).isEqualTo(400);
    assertThat(ann.get(path).status()).isEqualTo(403);
  }

  @Test
  void which_part_comes_with_which_module_is_read_before_it_is_changed() {
    Client admin = world.as(1, Role.OWNER, true);
    String path = "/api/v1/admin/plan-parts";
    assertThat(part(admin.get(path), "calling").asText()).isEqualTo("followup");
    assertThat(part(admin.get(path), "crm").isNull()).as("with every plan").isTrue();
    assertThat(admin.get(path).json().path("items"))
        .hasSize(PlanModule.values().length - EntitlementPolicy.SOLD.size());
    assertThat(admin.send("PUT", path + "/calling", "{\"module\":\"coach\"}").status())
        .isEqualTo(200);
    assertThat(part(admin.get(path), "calling").asText()).isEqualTo("coach");
    assertThat(admin.send("PUT", path + "/calling", "{}").status()).isEqualTo(200);
    assertThat(part(admin.get(path), "calling").isNull()).isTrue();
    assertThat(admin.send("PUT", path + "/brain", "{}").status()).isEqualTo(404);
    assertThat(ann.get(path).status()).isEqualTo(403);
  }

  private static JsonNode part(Reply parts, String code) {
    for (JsonNode item : parts.json().path("items")) {
      if (item.path("part").asText().equals(code)) {
        return item.path("module");
      }
    }
    throw new AssertionError("no " + code + " in " + parts.text());
  }

  @Test
  void what_was_given_can_be_seen_and_taken_back() {
    Client admin = world.as(1, Role.OWNER, true);
    String gifts = "/api/v1/admin/gifts";
    assertThat(admin.get(gifts + "?workspaceId=" + NORTH).json().path("items")).isEmpty();
    String brain = "{\"workspaceId\":\"%s\",\"module\":\"brain\"}".formatted(NORTH);
    assertThat(admin.post(gifts, brain).status()).isEqualTo(204);
    Reply given = admin.get(gifts + "?workspaceId=" + NORTH);
    assertThat(given.json().at("/items/0/module").asText()).as(given.text()).isEqualTo("brain");
    assertThat(given.json().at("/items/0/until").isNull()).isTrue();
    assertThat(admin.post(gifts + "/end", brain).status()).isEqualTo(204);
    assertThat(admin.get(gifts + "?workspaceId=" + NORTH).json().path("items")).isEmpty();
    assertThat(admin.get(gifts).status()).isEqualTo(400);
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
