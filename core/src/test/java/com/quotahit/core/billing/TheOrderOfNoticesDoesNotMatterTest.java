package com.quotahit.core.billing;

import static com.quotahit.core.billing.SomeBilling.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.Money;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The provider leads a customer's subscriptions through a random life and tells of each step. The
 * notices arrive at any time after their step, in any order, several times; each makes us ask the
 * provider how things stand at that moment. When all have arrived we have what it has, and the same
 * as when every notice had come once and in order. {@code -Dwalk.seed=…} tries one life again.
 */
@Tag("fast")
class TheOrderOfNoticesDoesNotMatterTest {

  private static final int SEEDS = 10_000;

  private static final List<PlanModule> SOLD = EntitlementPolicy.SOLD.stream().sorted().toList();

  /** The provider: what it has now, by subscription. */
  private static final class Provider {
    final Map<String, Held> subscriptions = new LinkedHashMap<>();
    final Map<String, List<Bill>> bills = new HashMap<>();
    Instant now = NOW;

    /** One step in the life of a customer; says how many notices it gives. */
    int step(Random random) {
      now = now.plus(Duration.ofHours(random.nextInt(200)));
      List<Held> living =
          subscriptions.values().stream().filter(held -> !held.status().terminal()).toList();
      if (living.isEmpty() || random.nextInt(8) == 0) {
        String id = "sub_" + subscriptions.size();
        put(id, Held.Status.INCOMPLETE, some(random), false);
        return 1 + random.nextInt(2);
      }
      Held held = living.get(random.nextInt(living.size()));
      switch (random.nextInt(7)) {
        case 0 -> {
          bill(held, Bill.State.PAID, true);
          put(held.id(), Held.Status.ACTIVE, held.seats(), held.ending());
        }
        case 1 -> {
          bill(held, Bill.State.OPEN, random.nextBoolean());
          put(held.id(), Held.Status.PAST_DUE, held.seats(), held.ending());
        }
        case 2 -> {
          bill(held, Bill.State.values()[1 + random.nextInt(3)], true);
          put(held.id(), Held.Status.UNPAID, held.seats(), held.ending());
        }
        case 3 -> put(held.id(), held.status(), some(random), held.ending());
        case 4 -> put(held.id(), held.status(), held.seats(), !held.ending());
        case 5 -> put(held.id(), Held.Status.CANCELED, held.seats(), held.ending());
        default ->
            put(
                held.id(),
                held.status() == Held.Status.INCOMPLETE
                    ? Held.Status.INCOMPLETE_EXPIRED
                    : Held.Status.PAUSED,
                held.seats(),
                held.ending());
      }
      return 1 + random.nextInt(3);
    }

    /** They stand in the provider's list in no order that we rely on. */
    private void bill(Held held, Bill.State state, boolean renewal) {
      bills
          .computeIfAbsent(held.id(), _ -> new ArrayList<>())
          .addFirst(new Bill(now, state, renewal, Money.of(2900, "EUR")));
    }

    private void put(
        String id, Held.Status status, Map<PlanModule, Integer> seats, boolean ending) {
      Optional<Held.Due> due =
          status.late() ? ArrearsPolicy.of(bills.getOrDefault(id, List.of())) : Optional.empty();
      subscriptions.put(
          id,
          new Held(
              id, status, seats, Optional.of(now), now.plus(Duration.ofDays(30)), ending, due));
    }

    private static Map<PlanModule, Integer> some(Random random) {
      Map<PlanModule, Integer> seats = new TreeMap<>();
      int count = 1 + random.nextInt(SOLD.size());
      for (int i = 0; i < count; i++) {
        seats.put(SOLD.get(random.nextInt(SOLD.size())), 1 + random.nextInt(5));
      }
      return seats;
    }
  }

  /** Our side: each notice once, then the provider is asked. */
  private static final class Product {
    final Set<String> kept = new HashSet<>();
    Billing billing = new Billing.Absent();

    void hear(String event, Provider provider) {
      if (kept.add(event)) {
        look(provider);
      }
    }

    void look(Provider provider) {
      for (Held held : provider.subscriptions.values()) {
        var decision =
            BillingRules.RULES.decide(billing, new BillingCommand.Observe(held), provider.now);
        if (decision
            instanceof
            Decision.Accepted<BillingEvent, BillingRejection>(List<BillingEvent> events)) {
          for (BillingEvent event : events) {
            billing = BillingRules.RULES.apply(billing, event);
          }
        }
      }
    }
  }

  @Test
  void any_permutation_and_duplication_ends_in_the_same_entitlements() {
    Long chosen = Long.getLong("walk.seed");
    long first = chosen != null ? chosen : new Random().nextLong();
    int seeds = chosen != null ? 1 : SEEDS;
    System.out.println("walk seed " + first + " (" + seeds + " lives)");
    for (int i = 0; i < seeds; i++) {
      live(first + i);
    }
  }

  private static void live(long seed) {
    Random random = new Random(seed);
    Provider provider = new Provider();
    Product shaken = new Product();
    Product ordered = new Product();
    List<String> onTheWay = new ArrayList<>();
    int events = 0;
    int steps = 3 + random.nextInt(15);
    for (int step = 0; step < steps; step++) {
      int notices = provider.step(random);
      for (int n = 0; n < notices; n++) {
        String event = "evt_" + events++;
        ordered.hear(event, provider);
        for (int copy = 0; copy <= random.nextInt(3); copy++) {
          onTheWay.add(event);
        }
      }
      Collections.shuffle(onTheWay, random);
      for (int arrive = random.nextInt(onTheWay.size() + 1); arrive > 0; arrive--) {
        shaken.hear(onTheWay.removeLast(), provider);
      }
    }
    // The last one may have arrived before its copies; those say nothing new.
    onTheWay.forEach(event -> shaken.hear(event, provider));
    Product asked = new Product();
    asked.look(provider);
    for (int day = 0; day < 40; day += 3) {
      Instant at = provider.now.plus(Duration.ofDays(day));
      assertThat(EntitlementPolicy.all(shaken.billing, at))
          .as("seed %d, %d days later", seed, day)
          .isEqualTo(EntitlementPolicy.all(ordered.billing, at))
          .isEqualTo(EntitlementPolicy.all(asked.billing, at));
    }
  }
}
