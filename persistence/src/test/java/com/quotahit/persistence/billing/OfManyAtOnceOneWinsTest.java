package com.quotahit.persistence.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.billing.BillingDuePort;
import com.quotahit.core.billing.Coupon;
import com.quotahit.core.billing.CouponsPort.Redemption;
import com.quotahit.core.billing.UsagePort;
import com.quotahit.core.billing.WebhookInboxPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL, with as many connections as there are people at once. */
@Tag("store")
class OfManyAtOnceOneWinsTest {

  private static final TestDatabase DB = TestDatabase.fresh(20);
  private static final int MANY = 50;
  private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));
  private static final LocalDate MONTH = LocalDate.parse("2026-01-01");

  private final CouponTable coupons = new CouponTable(DB.database().tenants());
  private final UsageTable usage = new UsageTable(DB.database().tenants());
  private final WebhookInboxTable inbox = new WebhookInboxTable(DB.database());

  @BeforeEach
  void nobodyIsToBeLookedAt() {
    DB.database().jdbi().useHandle(handle -> handle.execute("DELETE FROM payment_look"));
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  private static WorkspaceId workspace(int n) {
    return new WorkspaceId("wsp_" + String.format("%026d", n));
  }

  private static <T> List<T> atOnce(IntFunction<T> one) {
    CountDownLatch ready = new CountDownLatch(MANY);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return IntStream.range(0, MANY)
          .mapToObj(i ->
              CompletableFuture.supplyAsync(
                  () -> {
                    ready.countDown();
                    try {
                      ready.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    return one.apply(i);
                  },
                  threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  private void coupon(String code, int most) {
    coupons.put(
        new Coupon(code, 20, OptionalInt.of(3), OptionalInt.of(most), 0, Optional.of(LATER), true));
  }

  @Test
  void fifty_workspaces_want_the_last_coupon() {
    coupon("LAST", 1);
    List<Redemption> all = atOnce(i -> coupons.hold("LAST", workspace(i), "a", LATER, NOW));
    assertThat(all).filteredOn(r -> r instanceof Redemption.Yours).hasSize(1);
    assertThat(all).filteredOn(r -> r instanceof Redemption.UsedUp).hasSize(MANY - 1);
    assertThat(coupons.find("LAST").orElseThrow().redeemed()).isEqualTo(1);
  }

  @Test
  void one_workspace_wants_a_coupon_fifty_times() {
    coupon("TWICE", 1000);
    List<Redemption> all = atOnce(i -> coupons.hold("TWICE", workspace(1), "a" + i, LATER, NOW));
    assertThat(all).filteredOn(r -> r instanceof Redemption.Yours).hasSize(1);
    assertThat(all).filteredOn(r -> r instanceof Redemption.HeldBefore).hasSize(MANY - 1);
    assertThat(coupons.find("TWICE").orElseThrow().redeemed()).isEqualTo(1);
  }

  @Test
  void the_same_purchase_asked_for_fifty_times_has_its_coupon_once() {
    coupon("AGAIN", 1);
    List<Redemption> all = atOnce(_ -> coupons.hold("AGAIN", workspace(1), "a", LATER, NOW));
    assertThat(all).allMatch(r -> r instanceof Redemption.Yours);
    assertThat(coupons.find("AGAIN").orElseThrow().redeemed()).isEqualTo(1);
  }

  @Test
  void of_fifty_purchases_one_takes_the_coupon_along_and_nobody_else_gets_it_meanwhile() {
    coupon("ALONG", 1);
    WorkspaceId here = workspace(14);
    coupons.hold("ALONG", here, "left", LATER, NOW);
    assertThat(coupons.heldFor("ALONG", here, "left", "cs_left")).isTrue();
    assertThat(coupons.hold("ALONG", here, "fresh", LATER, NOW))
        .isEqualTo(new Redemption.HeldBefore("left", Optional.of("cs_left")));
    List<Boolean> moved = atOnce(i -> coupons.move("ALONG", here, "left", "a" + i, LATER));
    assertThat(moved).filteredOn(one -> one).hasSize(1);
    String winner = "a" + moved.indexOf(true);
    assertThat(coupons.heldFor("ALONG", here, "left", "cs_late")).as("it was left").isFalse();
    coupons.giveBack("ALONG", here, "left");
    coupons.notRedeemed(here, "cs_left");
    assertThat(coupons.hold("ALONG", workspace(15), "b", LATER, NOW))
        .isInstanceOf(Redemption.UsedUp.class);
    assertThat(coupons.heldFor("ALONG", here, winner, "cs_new")).isTrue();
    coupons.redeemed(here, "cs_new");
    assertThat(coupons.move("ALONG", here, winner, "once-more", LATER)).as("used").isFalse();
    assertThat(coupons.hold("ALONG", here, "once-more", LATER, NOW))
        .isInstanceOf(Redemption.RedeemedBefore.class);
    assertThat(coupons.find("ALONG").orElseThrow().redeemed()).isEqualTo(1);
  }

  private static void customer(String customer, WorkspaceId workspace) {
    DB.database()
        .tenants()
        .useWorkspace(
            workspace,
            handle ->
                handle.execute(
                    "INSERT INTO billing_customer (customer, workspace_id) VALUES (?, ?)",
                    customer,
                    workspace));
  }

  private List<String> toLookAt() {
    return inbox.claim(100, Duration.ofMillis(1)).stream()
        .map(WebhookInboxPort.Due::customer)
        .toList();
  }

  @Test
  void what_was_held_for_a_checkout_that_was_never_shown_is_there_for_others() {
    coupon("UNSHOWN", 1);
    assertThat(coupons.hold("UNSHOWN", workspace(1), "a", LATER, NOW))
        .isInstanceOf(Redemption.Yours.class);
    assertThat(coupons.lookAtOverdue(LATER.plusSeconds(1))).isPositive();
    assertThat(coupons.hold("UNSHOWN", workspace(2), "a", LATER, NOW))
        .isInstanceOf(Redemption.Yours.class);
    assertThat(coupons.hold("NONE", workspace(3), "a", LATER, NOW))
        .isInstanceOf(Redemption.NoSuchCoupon.class);
    assertThat(coupons.hold("UNSHOWN", workspace(3), "a", LATER, LATER))
        .isInstanceOf(Redemption.UsedUp.class);
  }

  @Test
  void what_is_held_for_a_checkout_is_nobody_elses_until_its_end_is_known() {
    coupon("SHOWN", 1);
    customer("cus_shown", workspace(11));
    coupons.hold("SHOWN", workspace(11), "a", LATER, NOW);
    coupons.heldFor("SHOWN", workspace(11), "a", "cs_1");
    assertThat(coupons.lookAtOverdue(NOW)).isZero();
    coupons.lookAtOverdue(LATER.plusSeconds(1));
    assertThat(coupons.hold("SHOWN", workspace(12), "a", LATER, NOW))
        .as("it may have been paid in the last moment")
        .isInstanceOf(Redemption.UsedUp.class);
    assertThat(toLookAt()).contains("cus_shown");
    coupons.notRedeemed(workspace(11), "cs_1");
    coupons.notRedeemed(workspace(11), "cs_1");
    assertThat(coupons.find("SHOWN").orElseThrow().redeemed()).isZero();
    coupons.hold("SHOWN", workspace(12), "a", LATER, NOW);
    coupons.heldFor("SHOWN", workspace(12), "a", "cs_2");
    coupons.redeemed(workspace(12), "cs_2");
    coupons.notRedeemed(workspace(12), "cs_2");
    assertThat(coupons.lookAtOverdue(LATER.plusSeconds(1))).isZero();
    assertThat(coupons.hold("SHOWN", workspace(13), "a", LATER, NOW))
        .isInstanceOf(Redemption.UsedUp.class);
  }

  @Test
  void of_fifty_nodes_one_goes_round_all_customers_and_the_next_time_one_again() {
    for (int n = 20; n < 25; n++) {
      customer("cus_round_" + n, workspace(n));
    }
    List<Integer> marked = atOnce(_ -> inbox.goRound(Duration.ofHours(6)));
    assertThat(marked).filteredOn(count -> count > 0).hasSize(1);
    assertThat(toLookAt()).contains("cus_round_20", "cus_round_24");
    nobodyIsToBeLookedAt();
    assertThat(inbox.goRound(Duration.ofHours(6))).isZero();
    DB.database()
        .jdbi()
        .useHandle(handle ->
            handle.execute("UPDATE payment_round SET begun_at = now() - interval '6 hours'"));
    assertThat(inbox.goRound(Duration.ofHours(6))).isGreaterThanOrEqualTo(5);
  }

  @Test
  void a_moment_that_is_over_goes_and_one_that_was_put_off_stays() {
    BillingDueTable due = new BillingDueTable(DB.database().tenants());
    WorkspaceId here = workspace(30);
    dueAt(here, "now() - interval '1 minute'");
    BillingDuePort.Due claimed =
        due.claim(10, Duration.ofMinutes(1)).stream()
            .filter(d -> d.workspace().equals(here))
            .findFirst()
            .orElseThrow();
    dueAt(here, "now() + interval '1 hour'");
    due.over(claimed);
    assertThat(moments(here)).isEqualTo(1);
    dueAt(here, "now() - interval '1 minute'");
    due.over(due.claim(10, Duration.ZERO).stream().findFirst().orElseGet(() -> again(due, here)));
    assertThat(moments(here)).isZero();
  }

  private static BillingDuePort.Due again(BillingDueTable due, WorkspaceId here) {
    DB.database()
        .tenants()
        .useWorkspace(
            here, handle -> handle.execute("UPDATE billing_due SET claimed_until = '-infinity'"));
    return due.claim(10, Duration.ofMinutes(1)).getFirst();
  }

  private static void dueAt(WorkspaceId workspace, String moment) {
    DB.database()
        .tenants()
        .useWorkspace(
            workspace,
            handle ->
                handle.execute(
                    "INSERT INTO billing_due (workspace_id, what, due_at) VALUES (?, 'grace/sub_1', "
                        + moment
                        + ") ON CONFLICT (workspace_id, what)"
                        + " DO UPDATE SET due_at = excluded.due_at",
                    workspace));
  }

  private static int moments(WorkspaceId workspace) {
    return DB.database()
        .tenants()
        .inWorkspace(
            workspace,
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM billing_due WHERE workspace_id = :w")
                    .bind("w", workspace)
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void fifty_want_the_last_free_action() {
    WorkspaceId here = workspace(9);
    for (int i = 0; i < 9; i++) {
      usage.use(here, FreeLimit.PRACTICE_SESSIONS, MONTH, "before-" + i, 10, NOW);
    }
    List<UsagePort.Count> all =
        atOnce(i -> usage.use(here, FreeLimit.PRACTICE_SESSIONS, MONTH, "a-" + i, 10, NOW));
    assertThat(all).filteredOn(UsagePort.Count::granted).hasSize(1);
    assertThat(usage.used(here, MONTH)).containsEntry(FreeLimit.PRACTICE_SESSIONS, 10);
    assertThat(usage.used(workspace(8), MONTH)).isEmpty();
  }

  @Test
  void one_action_counts_once_however_often_it_is_asked_for() {
    WorkspaceId here = workspace(10);
    List<UsagePort.Count> all =
        atOnce(_ -> usage.use(here, FreeLimit.DRAFTS, MONTH, "the-same", 5, NOW));
    assertThat(all).allMatch(UsagePort.Count::granted);
    assertThat(all).filteredOn(UsagePort.Count::counted).hasSize(1);
    assertThat(usage.used(here, MONTH)).containsEntry(FreeLimit.DRAFTS, 1);
    LocalDate next = MONTH.plusMonths(1);
    assertThat(usage.use(here, FreeLimit.DRAFTS, next, "another", 1, NOW).used()).isEqualTo(1);
    assertThat(usage.use(here, FreeLimit.DRAFTS, next, "third", 0, NOW).granted()).isFalse();
  }

  @Test
  void a_notice_is_taken_in_once_and_its_customer_looked_at_by_one() {
    WebhookInboxPort.Notice notice =
        new WebhookInboxPort.Notice("evt_1", "invoice.paid", Optional.of("cus_1"), false, NOW);
    assertThat(atOnce(_ -> inbox.keep(notice))).filteredOn(kept -> kept).hasSize(1);
    List<List<WebhookInboxPort.Due>> claims = atOnce(_ -> inbox.claim(5, Duration.ofSeconds(30)));
    assertThat(claims).filteredOn(some -> !some.isEmpty()).hasSize(1);
    WebhookInboxPort.Due due = claims.stream().flatMap(List::stream).findFirst().orElseThrow();
    // Told of again while it is looked at: it is looked at once more.
    inbox.keep(
        new WebhookInboxPort.Notice("evt_2", "invoice.paid", Optional.of("cus_1"), false, NOW));
    inbox.done(due);
    List<WebhookInboxPort.Due> again = inbox.claim(5, Duration.ofSeconds(30));
    assertThat(again).hasSize(1);
    inbox.park(again.getFirst(), Duration.ofHours(1), "not yet");
    assertThat(inbox.claim(5, Duration.ofSeconds(30))).isEmpty();
    inbox.look("cus_1");
    List<WebhookInboxPort.Due> third = inbox.claim(5, Duration.ofSeconds(30));
    assertThat(third).hasSize(1);
    inbox.done(third.getFirst());
    assertThat(inbox.claim(5, Duration.ofSeconds(30))).isEmpty();
  }

  @Test
  void notices_are_forgotten_when_nobody_repeats_them_any_more() {
    WebhookInboxPort.Notice notice =
        new WebhookInboxPort.Notice("evt_old", "invoice.paid", Optional.empty(), false, NOW);
    assertThat(inbox.keep(notice)).isTrue();
    inbox.forgetOlderThan(Duration.ofDays(1));
    assertThat(inbox.keep(notice)).as("still remembered").isFalse();
    assertThat(inbox.forgetOlderThan(Duration.ofMillis(-1000))).isPositive();
    assertThat(inbox.keep(notice)).as("forgotten").isTrue();
  }

  @Test
  void plans_are_data_and_a_stale_change_is_not_taken() {
    PlanTable plans = new PlanTable(DB.database());
    var book = plans.read();
    assertThat(book.offers()).hasSize(5);
    assertThat(book.bundlePrice().minor()).isEqualTo(10_125);
    var offer = book.offers().getFirst();
    assertThat(plans.change(offer)).isTrue();
    assertThat(plans.change(offer)).isFalse();
    plans.limit(FreeLimit.DRAFTS, 7);
    assertThat(plans.read().free()).containsEntry(FreeLimit.DRAFTS, 7);
  }
}
