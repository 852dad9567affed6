package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What has happened to what a workspace has. */
public sealed interface BillingEvent {

  record CustomerLinked(String customer) implements BillingEvent {}

  record SubscriptionObserved(Held held) implements BillingEvent {}

  /** A payment is due that was not before; the modules stay open until then. */
  record PaymentFailed(String subscription, Optional<Money> amount, Instant openUntil)
      implements BillingEvent {}

  record PaymentRecovered(String subscription) implements BillingEvent {}

  record SubscriptionEnded(String subscription, Set<PlanModule> modules) implements BillingEvent {
    public SubscriptionEnded {
      modules = sorted(modules);
    }
  }

  /** Grace is over and nothing was paid. */
  record GraceEnded(String subscription, Set<PlanModule> modules) implements BillingEvent {
    public GraceEnded {
      modules = sorted(modules);
    }
  }

  record TrialStarted(PlanModule module, Instant until) implements BillingEvent {}

  /** Those who pay should hear of it: some days before, and on the last one. */
  record TrialEnding(PlanModule module, Instant until, int daysLeft) implements BillingEvent {}

  record TrialEnded(PlanModule module) implements BillingEvent {}

  record ModuleGiven(PlanModule module, Optional<Instant> until) implements BillingEvent {}

  record ModuleTakenBack(PlanModule module) implements BillingEvent {}

  record SeatAssigned(UserId user) implements BillingEvent {}

  record SeatReleased(UserId user) implements BillingEvent {}

  record ZoneSet(ZoneId zone) implements BillingEvent {}

  private static Set<PlanModule> sorted(Set<PlanModule> modules) {
    return Collections.unmodifiableSet(new TreeSet<>(modules));
  }
}
