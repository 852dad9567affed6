package com.quotahit.http.billing;

import static com.quotahit.http.billing.BillingUnderTest.NORTH;
import static com.quotahit.http.billing.BillingUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.billing.BillingKind;
import com.quotahit.core.billing.BillingEvent;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.billing.Coupon;
import com.quotahit.core.billing.CouponsPort;
import com.quotahit.core.billing.WebhookInboxPort;
import com.quotahit.core.billing.WebhookSignature;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AllowancePort.Allowance;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class NoticesAreHintsTest {

  private static final String PATH = "/api/v1/webhooks/stripe";

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

  private static String event(String id, String customer, boolean live) {
    return """
    {"id":"%s","object":"event","created":1767225600,"type":"invoice.paid","livemode":%s,\
    "data":{"object":{"id":"in_1","object":"invoice","customer":"%s","status":"paid"}}}\
    """
        .formatted(id, live, customer);
  }

  private Reply told(String body, Secret secret, Instant at) {
    WebhookSignature signature = new WebhookSignature(secret, Duration.ofMinutes(5));
    return world
        .edge
        .asNobody()
        .post(
            PATH,
            body,
            "Stripe-Signature",
            signature.header(body.getBytes(StandardCharsets.UTF_8), at));
  }

  private long kept() {
    return world
        .db
        .database()
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("SELECT count(*) FROM payment_notice").mapTo(Long.class).one());
  }

  @Test
  void only_what_is_signed_with_our_secret_not_long_ago_is_taken_in() {
    Secret ours = world.sandbox.webhookSecret();
    String body = event("evt_1", "cus_1", false);
    assertThat(world.edge.asNobody().post(PATH, body).code()).isEqualTo("billing.signature");
    assertThat(told(body, new Secret("whsec_foreign"), Instant.now()).status()).isEqualTo(400);
    assertThat(told(body, ours, Instant.now().minusSeconds(400)).status()).isEqualTo(400);
    assertThat(told("{\"id\":\"x\"}", ours, Instant.now()).code()).isEqualTo("billing.no-event");
    assertThat(kept()).isZero();
    assertThat(told(body, ours, Instant.now()).status()).isEqualTo(204);
    assertThat(told(body, ours, Instant.now()).status()).isEqualTo(204);
    assertThat(kept()).isEqualTo(1);
    // Of another mode: heard, and of no account here.
    assertThat(told(event("evt_2", "cus_1", true), ours, Instant.now()).status()).isEqualTo(204);
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void what_a_notice_says_is_not_believed() {
    assertThat(
            told(
                    event("evt_9", "cus_of_nobody", false),
                    world.sandbox.webhookSecret(),
                    Instant.now())
                .status())
        .isEqualTo(204);
    eventually("looked at", () -> attempts("cus_of_nobody") > 0);
    assertThat(ann.get("/api/v1/billing/entitlements").text()).doesNotContain("active");
  }

  private int attempts(String customer) {
    return world
        .db
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT attempts FROM payment_look WHERE customer = :c")
                .bind("c", customer)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }

  @Test
  void a_purchase_that_no_notice_told_of_is_found_by_looking() {
    String url =
        ann.post("/api/v1/billing/checkout", "{\"modules\":[\"brain\"],\"seats\":1}")
            .json()
            .path("url")
            .asText();
    world.page(url, Map.of("card", "4242424242424242"));
    world.inbox.look(customer());
    eventually(
        "open",
        () -> ann.get("/api/v1/billing/entitlements").text().contains("\"state\":\"active\""));
    eventually(
        "seen to",
        () -> world.inbox.claim(5, Duration.ofMillis(1)).equals(List.<WebhookInboxPort.Due>of()));
  }

  private String customer() {
    return world.entities.events(BillingKind.BILLING, BillingKind.of(NORTH)).stream()
        .filter(e -> e instanceof BillingEvent.CustomerLinked)
        .map(e -> ((BillingEvent.CustomerLinked) e).customer())
        .findFirst()
        .orElseThrow();
  }

  /** A checkout with the only coupon there is; the provider's word does not arrive. */
  private String lastCoupon() {
    world.coupons.put(
        new Coupon("LAST", 50, OptionalInt.empty(), OptionalInt.of(1), 0, Optional.empty(), true));
    world.deaf();
    String order = "{\"modules\":[\"brain\"],\"seats\":1,\"coupon\":\"LAST\"}";
    String url = ann.post("/api/v1/billing/checkout", order).json().path("url").asText();
    world
        .db
        .database()
        .tenants()
        .useWorkspace(
            NORTH,
            handle ->
                handle.execute(
                    "INSERT INTO billing_customer (customer, workspace_id) VALUES (?, ?)",
                    customer(),
                    NORTH));
    return url;
  }

  private CouponsPort.Redemption somebodyElseWantsIt() {
    return world.coupons.hold(
        "LAST",
        new WorkspaceId("wsp_" + "2".repeat(26)),
        "of another",
        Instant.now().plusSeconds(60),
        Instant.now());
  }

  @Test
  void a_coupon_that_was_paid_with_is_used_though_nobody_said_so_while_it_was_held() {
    world.page(lastCoupon(), Map.of("card", "4242424242424242"));
    world.coupons.lookAtOverdue(Instant.now().plus(Duration.ofDays(1)));
    assertThat(somebodyElseWantsIt()).isInstanceOf(CouponsPort.Redemption.UsedUp.class);
    eventually("known to be used", () -> world.coupons.holds(NORTH).isEmpty());
    assertThat(somebodyElseWantsIt()).isInstanceOf(CouponsPort.Redemption.UsedUp.class);
    assertThat(world.coupons.find("LAST").orElseThrow().redeemed()).isEqualTo(1);
  }

  @Test
  void who_has_just_paid_with_a_coupon_cannot_pay_with_it_again_though_nobody_said_so() {
    world.page(lastCoupon(), Map.of("card", "4242424242424242"));
    Reply again =
        ann.post(
            "/api/v1/billing/checkout",
            "{\"modules\":[\"brain\"],\"seats\":1,\"coupon\":\"LAST\"}");
    assertThat(again.status()).as(again.text()).isEqualTo(409);
    assertThat(again.json().at("/errors/0/code").asText()).isEqualTo("redeemed");
    assertThat(world.coupons.find("LAST").orElseThrow().redeemed()).isEqualTo(1);
  }

  @Test
  void of_purchases_begun_at_once_with_one_coupon_only_that_can_be_paid_which_holds_it() {
    lastCoupon();
    String order = "{\"modules\":[\"brain\"],\"seats\":1,\"coupon\":\"LAST\"}";
    List<Reply> all =
        IntStream.range(0, 6)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(() -> ann.post("/api/v1/billing/checkout", order)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(all).extracting(Reply::status).isSubsetOf(200, 409).contains(200);
    List<String> held =
        world.coupons.holds(NORTH).stream().map(CouponsPort.Hold::checkout).toList();
    assertThat(held).hasSizeLessThanOrEqualTo(1).containsAll(world.openCheckouts());
    assertThat(world.coupons.find("LAST").orElseThrow().redeemed()).isLessThanOrEqualTo(1);
  }

  @Test
  void a_coupon_is_another_ones_only_when_the_provider_says_that_it_can_be_paid_with_no_more() {
    String url = lastCoupon();
    world.coupons.lookAtOverdue(Instant.now().plus(Duration.ofDays(1)));
    eventually(
        "looked at",
        () -> world.requests.stream().anyMatch(seen -> seen.endpoint().contains("/subscriptions")));
    assertThat(somebodyElseWantsIt()).isInstanceOf(CouponsPort.Redemption.UsedUp.class);
    String checkout = world.coupons.holds(NORTH).getFirst().checkout();
    world.payments.expire(checkout);
    world.payments.expire(checkout);
    assertThat(world.page(url, Map.of("card", "4242424242424242")).status().intValue())
        .isEqualTo(404);
    world.inbox.look(customer());
    eventually("given back", () -> somebodyElseWantsIt() instanceof CouponsPort.Redemption.Yours);
  }

  @Test
  void a_moment_that_was_written_down_again_after_its_time_does_not_come_back_for_ever() {
    world
        .db
        .database()
        .tenants()
        .useWorkspace(
            NORTH,
            handle ->
                handle.execute(
                    "INSERT INTO billing_due (workspace_id, what, due_at)"
                        + " VALUES (?, 'grace/sub_1', now() - interval '1 day')",
                    NORTH));
    eventually(
        "forgotten",
        () ->
            world
                    .db
                    .database()
                    .tenants()
                    .acrossWorkspaces(handle ->
                        handle
                            .createQuery("SELECT count(*) FROM billing_due")
                            .mapTo(Integer.class)
                            .one())
                == 0);
  }

  @Test
  void free_actions_are_counted_until_they_are_used_and_said_so() {
    for (int i = 1; i <= 10; i++) {
      assertThat(use("ses_" + i)).isInstanceOf(Allowance.Granted.class);
    }
    assertThat(use("ses_10")).as("counted before").isInstanceOf(Allowance.Granted.class);
    assertThat(use("ses_11")).isInstanceOf(Allowance.UsedUp.class);
    assertThat(world.news)
        .filteredOn(n -> n instanceof BillingNewsPort.News.FreeActionsUsed)
        .extracting(n -> ((BillingNewsPort.News.FreeActionsUsed) n).used())
        .containsExactly(8, 10);
    var limit =
        ann.get("/api/v1/billing/entitlements").json().at("/items/0/limits/practice_sessions");
    assertThat(limit.path("used").asInt()).isEqualTo(10);
    assertThat(limit.path("max").asInt()).isEqualTo(10);
    ann.post("/api/v1/billing/trial", "{\"module\":\"practice\"}");
    assertThat(use("ses_12")).as("a trial has no such limit").isInstanceOf(Allowance.Granted.class);
  }

  private Allowance use(String action) {
    return world
        .allowances
        .use(NORTH, FreeLimit.PRACTICE_SESSIONS, action)
        .toCompletableFuture()
        .join();
  }

  @Test
  void a_provider_that_is_away_is_said_to_be_away_and_a_page_of_nobody_is_not_there() {
    assertThat(world.page("/sandbox/checkout/cs_test_guessed", Map.of()).status().intValue())
        .isEqualTo(404);
    assertThat(world.page("/sandbox/portal/cs_test_guessed", Map.of()).status().intValue())
        .isEqualTo(404);
    world.sandbox.stop().toCompletableFuture().join();
    Reply away = ann.post("/api/v1/billing/checkout", "{\"modules\":[\"brain\"],\"seats\":1}");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.code()).isEqualTo("billing.provider-away");
    assertThat(away.header("Retry-After")).isNotEmpty();
  }
}
