package com.quotahit.core.billing;

import static com.quotahit.core.billing.SomeBilling.BOOK;
import static com.quotahit.core.billing.SomeBilling.NOW;
import static com.quotahit.core.billing.SomeBilling.after;
import static com.quotahit.core.billing.SomeBilling.held;
import static com.quotahit.core.billing.SomeBilling.person;
import static com.quotahit.core.billing.SomeBilling.unpaid;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.Walk;
import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BillingKeepsItsPromisesTest {

  private static final List<PlanModule> SOLD = EntitlementPolicy.SOLD.stream().sorted().toList();

  @Test
  void whatever_happens_nobody_sits_without_a_seat_and_what_ended_stays_ended() {
    Walk.over(BillingRules.RULES, (_, random) -> anyCommand(random))
        .pausesUpTo(Duration.ofDays(3))
        .always(
            "as many seated as there are seats",
            billing -> billing.open().seated().size() <= billing.open().seatsMost())
        .always(
            "each seated once",
            billing ->
                new HashSet<>(billing.open().seated()).size() == billing.open().seated().size())
        .always(
            "one trial a module",
            billing ->
                billing.open().trials().stream().map(Billing.Trial::module).distinct().count()
                    == billing.open().trials().size())
        .eachStep((before, _, _, after) ->
            before.open().held().stream()
                .filter(held -> held.status().terminal())
                .filter(held -> after.open().subscription(held.id()).isPresent())
                .filter(held -> !after.open().held().contains(held))
                .findFirst()
                .map(held -> held.id() + " came back to life"))
        .eachStep((before, command, _, after) ->
            command instanceof BillingCommand.StartTrial(PlanModule module, int _)
                    && before.open().trial(module).isPresent()
                    && !before.open().trials().equals(after.open().trials())
                ? Optional.of(module + " was tried twice")
                : Optional.empty())
        .run(10_000, 40);
  }

  private static BillingCommand anyCommand(RandomGenerator random) {
    PlanModule module = SOLD.get(random.nextInt(SOLD.size()));
    UserId user = person(random.nextInt(6));
    List<UserId> users =
        IntStream.range(0, random.nextInt(5)).mapToObj(_ -> person(random.nextInt(6))).toList();
    return switch (random.nextInt(14)) {
      case 0 -> new BillingCommand.LinkCustomer("cus_" + random.nextInt(2));
      case 1, 2, 3 -> new BillingCommand.Observe(anyHeld(random));
      case 4 -> new BillingCommand.StartTrial(module, random.nextInt(20));
      case 5 ->
          new BillingCommand.Give(
              module,
              random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(NOW.plus(Duration.ofDays(random.nextInt(30)))));
      case 6 -> new BillingCommand.TakeBack(module);
      case 7 -> new BillingCommand.Seat(users);
      case 8, 9 -> new BillingCommand.SeatOne(user);
      case 10 -> new BillingCommand.SeatIfFree(users);
      case 11 -> new BillingCommand.Unseat(user);
      case 12 -> new BillingCommand.SetZone(ZoneId.of(random.nextBoolean() ? "UTC" : "Asia/Tokyo"));
      default -> new BillingCommand.MindTheClock();
    };
  }

  private static Held anyHeld(RandomGenerator random) {
    Held.Status status = Held.Status.values()[random.nextInt(Held.Status.values().length)];
    Held held =
        held(
            "sub_" + random.nextInt(4),
            status,
            random.nextInt(5),
            SOLD.get(random.nextInt(SOLD.size())),
            SOLD.getFirst() == SOLD.get(random.nextInt(2)) ? SOLD.get(2) : SOLD.get(3));
    return status == Held.Status.PAST_DUE
        ? unpaid(held, NOW.plus(Duration.ofDays(random.nextInt(40))), random.nextBoolean())
        : held;
  }

  @Test
  void a_grace_that_begins_anew_is_seen_to_end_as_the_first_was() {
    Held active = held("sub_1", Held.Status.ACTIVE, 3, PlanModule.PRACTICE);
    Instant second = NOW.plus(Duration.ofDays(30));
    Billing lapsed =
        after(
            new BillingCommand.Observe(active),
            new BillingCommand.Observe(unpaid(active, NOW.minus(Duration.ofDays(8)), true)),
            new BillingCommand.MindTheClock());
    assertThat(lapsed.open().lapsed()).contains("sub_1");
    assertThat(BillingRules.minded(lapsed, NOW)).isTrue();
    Billing again = after(lapsed, new BillingCommand.Observe(unpaid(active, second, true)));
    assertThat(BillingRules.minded(again, second.plus(Held.GRACE).minusMillis(1))).isTrue();
    assertThat(BillingRules.minded(again, second.plus(Held.GRACE))).isFalse();
  }

  @Test
  void a_failed_payment_leaves_seven_days_and_then_what_was_made_to_look_at() {
    Held active = held("sub_1", Held.Status.ACTIVE, 3, PlanModule.PRACTICE);
    Billing late =
        after(
            new BillingCommand.Observe(active),
            new BillingCommand.Observe(unpaid(active, NOW, true)));
    assertThat(state(late, NOW)).isEqualTo(EntitlementState.GRACE);
    assertThat(state(late, NOW.plus(Duration.ofDays(7)).minusMillis(1)))
        .isEqualTo(EntitlementState.GRACE);
    Instant over = NOW.plus(Duration.ofDays(7));
    assertThat(state(late, over)).isEqualTo(EntitlementState.EXPIRED);
    Entitled entitled = EntitlementPolicy.entitled(late, BOOK, true, over);
    assertThat(entitled.usable()).doesNotContain(PlanModule.PRACTICE, PlanModule.READINESS);
    assertThat(entitled.readOnly()).contains(PlanModule.PRACTICE, PlanModule.READINESS);
    assertThat(state(after(late, new BillingCommand.Observe(active)), over))
        .isEqualTo(EntitlementState.ACTIVE);
  }

  @Test
  void a_change_that_was_not_paid_is_past_due_within_the_paid_period() {
    Held active = held("sub_1", Held.Status.ACTIVE, 3, PlanModule.PRACTICE);
    assertThat(state(after(new BillingCommand.Observe(unpaid(active, NOW, false))), NOW))
        .isEqualTo(EntitlementState.PAST_DUE);
  }

  @Test
  void what_is_bought_says_for_which_month_and_what_is_not_says_nothing() {
    Held active = held("sub_1", Held.Status.ACTIVE, 3, PlanModule.PRACTICE);
    Instant end = NOW.plus(Duration.ofDays(30));
    Billing bought = after(new BillingCommand.Observe(active));
    assertThat(period(bought, NOW)).contains(new Entitlement.Period(Optional.of(NOW), end));
    assertThat(EntitlementPolicy.of(bought, PlanModule.BRAIN, NOW).period()).isEmpty();
    Billing late = after(bought, new BillingCommand.Observe(unpaid(active, NOW, true)));
    assertThat(period(late, NOW)).contains(new Entitlement.Period(Optional.of(NOW), end));
    assertThat(period(late, NOW.plus(Held.GRACE))).isEmpty();
    assertThat(period(after(new BillingCommand.StartTrial(PlanModule.PRACTICE, 14)), NOW))
        .isEmpty();
  }

  private static Optional<Entitlement.Period> period(Billing billing, Instant at) {
    return EntitlementPolicy.of(billing, PlanModule.PRACTICE, at).period();
  }

  @Test
  void what_was_written_down_without_the_begin_of_its_month_is_completed_and_nobody_is_told() {
    Held now = unpaid(held("sub_1", Held.Status.ACTIVE, 3, PlanModule.PRACTICE), NOW, true);
    Held once =
        new Held(
            now.id(),
            now.status(),
            now.seats(),
            Optional.empty(),
            now.periodEnd(),
            now.ending(),
            now.due());
    Billing before = after(new BillingCommand.Observe(once));
    assertThat(period(before, NOW))
        .contains(new Entitlement.Period(Optional.empty(), now.periodEnd()));
    assertThat(BillingRules.RULES.decide(before, new BillingCommand.Observe(now), NOW))
        .isEqualTo(Decision.accept(new BillingEvent.SubscriptionObserved(now)));
  }

  @Test
  void the_month_is_that_of_the_line_that_ends_last_whatever_their_order() {
    var one = new ProviderSubscription.Item("si_1", "a", 1, NOW, NOW.plusSeconds(10));
    var other =
        new ProviderSubscription.Item("si_2", "b", 1, NOW.plusSeconds(5), NOW.plusSeconds(20));
    for (var items : List.of(List.of(one, other), List.of(other, one))) {
      Held held = provided(items).held(java.util.Map.of());
      assertThat(held.periodStart()).contains(NOW.plusSeconds(5));
      assertThat(held.periodEnd()).isEqualTo(NOW.plusSeconds(20));
    }
  }

  private static ProviderSubscription provided(List<ProviderSubscription.Item> items) {
    return new ProviderSubscription(
        "sub_1", "cus_1", Optional.empty(), Held.Status.ACTIVE, items, false, List.of(), NOW);
  }

  @Test
  void the_first_purchase_opens_nothing_until_it_is_paid() {
    Held waiting = held("sub_1", Held.Status.INCOMPLETE, 3, PlanModule.BRAIN);
    assertThat(
            EntitlementPolicy.of(after(new BillingCommand.Observe(waiting)), PlanModule.BRAIN, NOW)
                .state())
        .isEqualTo(EntitlementState.FREE);
  }

  @Test
  void a_trial_opens_a_module_once_and_leaves_the_free_tier_behind() {
    Billing trying = after(new BillingCommand.StartTrial(PlanModule.PRACTICE, 14));
    assertThat(state(trying, NOW)).isEqualTo(EntitlementState.TRIALING);
    assertThat(EntitlementPolicy.entitled(trying, BOOK, false, NOW).usable())
        .contains(PlanModule.READINESS);
    Instant later = NOW.plus(Duration.ofDays(14));
    assertThat(state(trying, later)).isEqualTo(EntitlementState.FREE);
    Entitled entitled = EntitlementPolicy.entitled(trying, BOOK, false, later);
    assertThat(entitled.usable()).contains(PlanModule.PRACTICE);
    assertThat(entitled.readOnly()).contains(PlanModule.READINESS);
    assertThat(
            BillingRules.RULES.decide(
                trying, new BillingCommand.StartTrial(PlanModule.PRACTICE, 14), later))
        .isEqualTo(Decision.refuse(new BillingRejection.TrialUsed(PlanModule.PRACTICE)));
  }

  @Test
  void the_end_of_a_trial_is_told_three_days_before_on_the_last_day_and_when_it_comes() {
    Billing trying = after(new BillingCommand.StartTrial(PlanModule.PRACTICE, 14));
    Instant until = NOW.plus(Duration.ofDays(14));
    assertThat(minded(trying, until.minus(Duration.ofDays(3)).minusMillis(1))).isEmpty();
    List<BillingEvent> soon = minded(trying, until.minus(Duration.ofDays(3)));
    assertThat(soon).containsExactly(new BillingEvent.TrialEnding(PlanModule.PRACTICE, until, 3));
    Billing told = BillingRules.RULES.apply(trying, soon.getFirst());
    assertThat(minded(told, until.minus(Duration.ofDays(2)))).isEmpty();
    List<BillingEvent> today = minded(told, until.minus(Duration.ofDays(1)));
    assertThat(today).containsExactly(new BillingEvent.TrialEnding(PlanModule.PRACTICE, until, 0));
    Billing again = BillingRules.RULES.apply(told, today.getFirst());
    assertThat(minded(again, until.minusMillis(1))).isEmpty();
    assertThat(minded(again, until))
        .containsExactly(new BillingEvent.TrialEnded(PlanModule.PRACTICE));
  }

  private static List<BillingEvent> minded(Billing billing, Instant at) {
    return switch (BillingRules.RULES.decide(billing, new BillingCommand.MindTheClock(), at)) {
      case Decision.Accepted<BillingEvent, BillingRejection>(List<BillingEvent> events) -> events;
      case Decision.Refused<BillingEvent, BillingRejection> refused ->
          throw new AssertionError(refused);
    };
  }

  @Test
  void what_is_paid_by_the_seat_is_open_to_those_who_have_one() {
    Billing bought =
        after(
            new BillingCommand.Observe(held("sub_1", Held.Status.ACTIVE, 1, PlanModule.BRAIN)),
            new BillingCommand.SeatIfFree(List.of(person(1), person(2))));
    assertThat(bought.open().seated()).containsExactly(person(1));
    assertThat(EntitlementPolicy.entitled(bought, BOOK, true, NOW).usable())
        .contains(PlanModule.BRAIN);
    assertThat(EntitlementPolicy.entitled(bought, BOOK, false, NOW).readOnly())
        .contains(PlanModule.BRAIN);
  }

  @Test
  void fewer_seats_free_those_who_came_last() {
    Held three = held("sub_1", Held.Status.ACTIVE, 3, PlanModule.BRAIN);
    Billing fewer =
        after(
            new BillingCommand.Observe(three),
            new BillingCommand.Seat(List.of(person(1), person(2), person(3))),
            new BillingCommand.Observe(held("sub_1", Held.Status.ACTIVE, 1, PlanModule.BRAIN)));
    assertThat(fewer.open().seated()).containsExactly(person(1));
  }

  @Test
  void the_free_tier_opens_modules_up_to_their_limits_and_what_belongs_to_every_plan() {
    Entitled free = EntitlementPolicy.entitled(new Billing.Absent(), BOOK, false, NOW);
    assertThat(free.usable())
        .contains(PlanModule.PRACTICE, PlanModule.COACH, PlanModule.CRM)
        .doesNotContain(PlanModule.BRAIN, PlanModule.READINESS, PlanModule.CALLING);
    assertThat(free.readOnly()).isEmpty();
  }

  @Test
  void the_bundle_costs_a_quarter_less_and_is_taken_when_everything_is_chosen() {
    assertThat(BOOK.bundlePrice()).isEqualTo(Money.of(10_125, "EUR"));
    Purchase everything =
        new Purchase(
            EntitlementPolicy.SOLD, false, java.util.OptionalInt.empty(), Optional.empty());
    assertThat(everything.keys(BOOK)).containsExactly(new PlanKey.Bundle());
    assertThat(Money.of(1, "EUR").lessPercent(50)).isEqualTo(Money.of(1, "EUR"));
  }

  @Test
  void months_begin_where_the_workspace_is() {
    Instant newYearInTokyo = Instant.parse("2025-12-31T15:00:00Z");
    assertThat(FreeMonth.at(newYearInTokyo, ZoneId.of("Asia/Tokyo")).first().toString())
        .isEqualTo("2026-01-01");
    assertThat(FreeMonth.at(newYearInTokyo, ZoneId.of("UTC")).ends())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(
            FreeMonth.at(Instant.parse("2026-03-20T00:00:00Z"), ZoneId.of("Europe/Berlin")).ends())
        .isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
  }

  @Test
  void a_price_that_nobody_knows_buys_nothing() {
    ProviderSubscription strange =
        provided(List.of(new ProviderSubscription.Item("si_1", "price_x", 2, NOW, NOW)));
    assertThat(strange.held(java.util.Map.of()).seats()).isEmpty();
    assertThat(strange.unknownPrices(java.util.Map.of())).containsExactly("price_x");
  }

  private static EntitlementState state(Billing billing, Instant now) {
    return EntitlementPolicy.of(billing, PlanModule.PRACTICE, now).state();
  }
}
