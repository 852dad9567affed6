package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans, people and subscriptions for tests. */
public final class SomeBilling {

  public static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

  public static final PlanBook BOOK =
      new PlanBook(
          List.of(
              offer(PlanModule.PRACTICE, 2900),
              offer(PlanModule.ANALYSIS, 3900),
              offer(PlanModule.COACH, 1900),
              offer(PlanModule.FOLLOWUP, 2900),
              offer(PlanModule.BRAIN, 1900)),
          new PlanBook.Bundle(25, 1),
          Map.of(
              PlanModule.READINESS, PlanModule.PRACTICE, PlanModule.CALLING, PlanModule.FOLLOWUP),
          Map.of(FreeLimit.PRACTICE_SESSIONS, 10, FreeLimit.COACH_MESSAGES, 50));

  private SomeBilling() {}

  private static PlanBook.Offer offer(PlanModule module, long minor) {
    return new PlanBook.Offer(module, module.code(), "", Money.of(minor, "EUR"), List.of(), 14, 1);
  }

  public static UserId person(int n) {
    return new UserId("usr_" + String.format("%026d", n));
  }

  /** A subscription of so many seats of these modules. */
  public static Held held(String id, Held.Status status, int seats, PlanModule... modules) {
    Map<PlanModule, Integer> lines = new TreeMap<>();
    for (PlanModule module : modules) {
      lines.put(module, seats);
    }
    return new Held(
        id,
        status,
        lines,
        Optional.of(NOW),
        NOW.plus(Duration.ofDays(30)),
        false,
        Optional.empty());
  }

  /** The same with an invoice that waits since {@code since}. */
  public static Held unpaid(Held held, Instant since, boolean renewal) {
    return new Held(
        held.id(),
        Held.Status.PAST_DUE,
        held.seats(),
        held.periodStart(),
        held.periodEnd(),
        held.ending(),
        Optional.of(new Held.Due(since, renewal, Money.of(2900, "EUR"))));
  }

  /** A late subscription of practice with these invoices, in the month that began now. */
  public static Held late(Bill... bills) {
    return new ProviderSubscription(
            "sub_1",
            "cus_1",
            Optional.empty(),
            Held.Status.PAST_DUE,
            List.of(
                new ProviderSubscription.Item(
                    "si_1", "price_1", 1, NOW, NOW.plus(Duration.ofDays(30)))),
            false,
            List.of(bills),
            NOW)
        .held(Map.of("price_1", new PlanKey.One(PlanModule.PRACTICE)));
  }

  /** What billing is after these commands, all of which are taken. */
  public static Billing after(BillingCommand... commands) {
    return after(new Billing.Absent(), commands);
  }

  public static Billing after(Billing before, BillingCommand... commands) {
    Billing billing = before;
    for (BillingCommand command : commands) {
      var decision = BillingRules.RULES.decide(billing, command, NOW);
      if (!(decision
          instanceof
          com.quotahit.core.shared.Decision.Accepted<BillingEvent, BillingRejection>(
              List<BillingEvent> events))) {
        throw new AssertionError(command + " was refused: " + decision);
      }
      for (BillingEvent event : events) {
        billing = BillingRules.RULES.apply(billing, event);
      }
    }
    return billing;
  }
}
