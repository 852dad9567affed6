package com.quotahit.core.billing;

import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What follows from what a workspace has bought, tries and was given. The strongest claim on a
 * module counts. A trial that is over leaves the free tier as it was; a subscription that is over
 * leaves what was made with it, to look at.
 */
public final class EntitlementPolicy {

  /** The modules that are sold; every other part belongs to one of them, or to every plan. */
  public static final Set<PlanModule> SOLD =
      Set.of(
          PlanModule.PRACTICE,
          PlanModule.ANALYSIS,
          PlanModule.COACH,
          PlanModule.FOLLOWUP,
          PlanModule.BRAIN);

  private EntitlementPolicy() {}

  /** Every module that is sold, in the order of the enumeration. */
  public static List<Entitlement> all(Billing billing, Instant now) {
    return Stream.of(PlanModule.values())
        .filter(SOLD::contains)
        .map(module -> of(billing, module, now))
        .toList();
  }

  public static Entitlement of(Billing billing, PlanModule module, Instant now) {
    Billing.Open open = billing.open();
    Stream<Entitlement> held =
        open.held().stream()
            .filter(one -> one.seats().containsKey(module))
            .flatMap(one ->
                one.state(now).stream()
                    .map(state ->
                        new Entitlement(
                            module,
                            state,
                            state.open() ? one.seats().get(module) : 0,
                            Optional.of(one.until()),
                            state.open() ? Optional.of(one.period()) : Optional.empty())));
    Stream<Entitlement> tried =
        open.trial(module).stream()
            .filter(trial -> now.isBefore(trial.until()))
            .map(trial ->
                new Entitlement(
                    module,
                    EntitlementState.TRIALING,
                    0,
                    Optional.of(trial.until()),
                    Optional.empty()));
    Stream<Entitlement> given =
        open.gifts().stream()
            .filter(gift -> gift.module() == module)
            .filter(gift -> gift.until().map(now::isBefore).orElse(true))
            .map(gift ->
                new Entitlement(
                    module, EntitlementState.COMPLIMENTARY, 0, gift.until(), Optional.empty()));
    return Stream.of(held, tried, given)
        .flatMap(claims -> claims)
        .min(
            Comparator.comparing(Entitlement::state)
                .thenComparing(one -> -one.seats())
                .thenComparing(one -> one.until().orElse(Instant.MAX), Comparator.reverseOrder())
                .thenComparing(
                    one -> one.period().flatMap(Entitlement.Period::start).orElse(Instant.MAX),
                    Comparator.reverseOrder()))
        .orElseGet(() ->
            new Entitlement(module, EntitlementState.FREE, 0, Optional.empty(), Optional.empty()));
  }

  /** What one person may use, with a seat or without. */
  public static Entitled entitled(Billing billing, PlanBook plans, boolean seated, Instant now) {
    Set<PlanModule> usable = EnumSet.noneOf(PlanModule.class);
    Set<PlanModule> readOnly = EnumSet.noneOf(PlanModule.class);
    for (PlanModule part : PlanModule.values()) {
      Optional<PlanModule> sold = plans.soldAs(part);
      if (sold.isEmpty()) {
        usable.add(part);
        continue;
      }
      Entitlement has = of(billing, sold.get(), now);
      if (has.state().open() && (seated || !has.bySeat())) {
        usable.add(part);
      } else if (has.state() == EntitlementState.FREE && plans.isFree(part)) {
        usable.add(part);
      } else if (has.state() != EntitlementState.FREE || tried(billing, sold.get())) {
        readOnly.add(part);
      }
    }
    return new Entitled(usable, readOnly);
  }

  /** The next moment at which something runs out by itself. */
  public static Optional<Instant> nextChange(Billing billing, Instant now) {
    Billing.Open open = billing.open();
    return Stream.of(
            open.held().stream().flatMap(held -> held.graceEnds().stream()),
            open.trials().stream().map(Billing.Trial::until),
            open.gifts().stream().flatMap(gift -> gift.until().stream()))
        .flatMap(moments -> moments)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder());
  }

  private static boolean tried(Billing billing, PlanModule module) {
    return billing.open().trial(module).isPresent();
  }

  /** What the entitlements of a workspace look like to a test or a report. */
  public static Map<PlanModule, EntitlementState> states(Billing billing, Instant now) {
    Map<PlanModule, EntitlementState> states = new java.util.EnumMap<>(PlanModule.class);
    all(billing, now).forEach(one -> states.put(one.module(), one.state()));
    return states;
  }
}
