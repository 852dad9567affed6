package com.quotahit.core.billing;

import static com.quotahit.core.billing.SomeBilling.NOW;
import static com.quotahit.core.billing.SomeBilling.after;
import static com.quotahit.core.billing.SomeBilling.late;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.billing.Bill.State;
import com.quotahit.core.shared.Money;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walk tells its seed; {@code -Dwalk.seed=…} tries one history again. */
@Tag("fast")
class GraceCountsFromTheFirstFailureTest {

  private static final int WALKS = 10_000;
  private static final Duration MONTH = Duration.ofDays(30);

  private static Bill bill(int month, State state) {
    return new Bill(NOW.plus(MONTH.multipliedBy(month)), state, true, Money.of(2900, "EUR"));
  }

  private static Bill change(int month, State state, long minor) {
    return new Bill(
        NOW.plus(MONTH.multipliedBy(month)).plusSeconds(60), state, false, Money.of(minor, "EUR"));
  }

  private static Optional<Instant> since(Bill... bills) {
    return ArrearsPolicy.of(List.of(bills)).map(Held.Due::since);
  }

  @Test
  void a_second_month_that_fails_gives_no_second_grace() {
    Billing once = after(observe(late(bill(0, State.PAID), bill(1, State.OPEN))));
    Billing twice =
        after(once, observe(late(bill(0, State.PAID), bill(1, State.OPEN), bill(2, State.OPEN))));
    Instant end = bill(1, State.OPEN).createdAt().plus(Held.GRACE);
    for (Billing billing : List.of(once, twice)) {
      assertThat(state(billing, end.minusMillis(1))).isEqualTo(EntitlementState.GRACE);
      assertThat(state(billing, end)).isEqualTo(EntitlementState.EXPIRED);
    }
    assertThat(twice.open().held().getFirst().due().orElseThrow().amount())
        .isEqualTo(Money.of(5800, "EUR"));
  }

  private static BillingCommand observe(Held held) {
    return new BillingCommand.Observe(held);
  }

  private static EntitlementState state(Billing billing, Instant at) {
    return EntitlementPolicy.of(billing, PlanModule.PRACTICE, at).state();
  }

  @Test
  void nobody_is_told_a_second_time_of_a_grace_that_goes_on() {
    Billing once = after(observe(late(bill(1, State.OPEN))));
    Held twice = late(bill(1, State.OPEN), bill(2, State.OPEN));
    assertThat(BillingRules.RULES.decide(once, observe(twice), NOW))
        .isEqualTo(
            com.quotahit.core.shared.Decision.accept(new BillingEvent.SubscriptionObserved(twice)));
  }

  @Test
  void giving_an_invoice_up_is_no_payment_and_a_payment_is() {
    assertThat(since(bill(1, State.GIVEN_UP), bill(2, State.OPEN)))
        .contains(bill(1, State.OPEN).createdAt());
    assertThat(since(bill(1, State.GIVEN_UP), bill(2, State.PAID), bill(3, State.OPEN)))
        .contains(bill(3, State.OPEN).createdAt());
    assertThat(since(bill(1, State.PAID))).isEmpty();
    assertThat(since(bill(1, State.OPEN), bill(2, State.OF_NO_ACCOUNT)))
        .as("a draft of the next month")
        .contains(bill(1, State.OPEN).createdAt());
  }

  @Test
  void a_change_that_cost_nothing_pays_for_no_month() {
    assertThat(since(bill(1, State.OPEN), change(1, State.PAID, 0), bill(2, State.OPEN)))
        .contains(bill(1, State.OPEN).createdAt());
    assertThat(since(bill(1, State.OPEN), change(1, State.PAID, 50), bill(2, State.OPEN)))
        .contains(bill(2, State.OPEN).createdAt());
    assertThat(ArrearsPolicy.of(List.of(change(1, State.OPEN, 50))).orElseThrow().renewal())
        .isFalse();
  }

  @Test
  void where_no_invoice_says_since_when_the_month_that_is_not_paid_does() {
    assertThat(late().graceEnds()).contains(NOW.plus(Held.GRACE));
  }

  @Test
  void only_a_payment_moves_what_was_first_whatever_the_order_in_which_bills_are_told() {
    Long chosen = Long.getLong("walk.seed");
    long first = chosen != null ? chosen : new Random().nextLong();
    int walks = chosen != null ? 1 : WALKS;
    System.out.println("walk seed " + first + " (" + walks + " histories)");
    for (int i = 0; i < walks; i++) {
      history(first + i);
    }
  }

  private static void history(long seed) {
    Random random = new Random(seed);
    List<Bill> bills = new ArrayList<>();
    Optional<Instant> before = Optional.empty();
    for (int month = 0; month < 12; month++) {
      State state = State.values()[random.nextInt(State.values().length)];
      Bill next = random.nextInt(4) == 0 ? change(month, state, 100) : bill(month, state);
      bills.add(next);
      Collections.shuffle(bills, random);
      Optional<Instant> now = ArrearsPolicy.of(bills).map(Held.Due::since);
      Optional<Instant> expected =
          switch (state) {
            case PAID -> Optional.empty();
            case OPEN, GIVEN_UP -> before.or(() -> Optional.of(next.createdAt()));
            case OF_NO_ACCOUNT -> before;
          };
      assertThat(now).as("seed %d, month %d", seed, month).isEqualTo(expected);
      before = now;
    }
  }
}
