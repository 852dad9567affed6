package com.quotahit.persistence.billing;

import static org.assertj.core.api.Assertions.assertThat;

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
    List<Redemption> all = atOnce(i -> coupons.hold("LAST", workspace(i), LATER, NOW));
    assertThat(all).filteredOn(r -> r instanceof Redemption.Yours).hasSize(1);
    assertThat(all).filteredOn(r -> r instanceof Redemption.UsedUp).hasSize(MANY - 1);
    assertThat(coupons.find("LAST").orElseThrow().redeemed()).isEqualTo(1);
  }

  @Test
  void one_workspace_wants_a_coupon_fifty_times() {
    coupon("TWICE", 1000);
    List<Redemption> all = atOnce(_ -> coupons.hold("TWICE", workspace(1), LATER, NOW));
    assertThat(all).filteredOn(r -> r instanceof Redemption.Yours).hasSize(1);
    assertThat(all).filteredOn(r -> r instanceof Redemption.RedeemedBefore).hasSize(MANY - 1);
    assertThat(coupons.find("TWICE").orElseThrow().redeemed()).isEqualTo(1);
  }

  @Test
  void what_a_checkout_held_and_nobody_paid_is_there_for_others() {
    coupon("HELD", 1);
    assertThat(coupons.hold("HELD", workspace(1), LATER, NOW)).isInstanceOf(Redemption.Yours.class);
    assertThat(coupons.forgetHeld(LATER.plusSeconds(1))).isPositive();
    assertThat(coupons.hold("HELD", workspace(2), LATER, NOW)).isInstanceOf(Redemption.Yours.class);
    coupons.redeemed(workspace(2), NOW.plusSeconds(60));
    assertThat(coupons.forgetHeld(LATER.plusSeconds(1))).isZero();
    assertThat(coupons.hold("HELD", workspace(3), LATER, NOW))
        .isInstanceOf(Redemption.UsedUp.class);
    assertThat(coupons.hold("NONE", workspace(3), LATER, NOW))
        .isInstanceOf(Redemption.NoSuchCoupon.class);
    assertThat(coupons.hold("HELD", workspace(3), LATER, LATER))
        .isInstanceOf(Redemption.UsedUp.class);
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
