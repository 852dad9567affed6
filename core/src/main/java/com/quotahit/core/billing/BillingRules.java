package com.quotahit.core.billing;

import static com.quotahit.core.shared.Decision.accept;
import static com.quotahit.core.shared.Decision.acceptAll;
import static com.quotahit.core.shared.Decision.refuse;

import com.quotahit.core.billing.Billing.Trial.Told;
import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.Rules;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What billing answers to each command. What the provider says is taken over as it is, but for one
 * thing: what has ended stays ended. Never are more people seated than seats are bought.
 */
public final class BillingRules
    implements Rules<Billing, BillingCommand, BillingEvent, BillingRejection> {

  public static final BillingRules RULES = new BillingRules();

  /** How long before its end those who pay hear that a trial ends soon. */
  public static final Duration SOON = Duration.ofDays(3);

  /** And when they hear that it is the last day. */
  public static final Duration LAST_DAY = Duration.ofDays(1);

  private static final int TRIAL_DAYS_MAX = 365;

  private BillingRules() {}

  @Override
  public Billing absent() {
    return new Billing.Absent();
  }

  @Override
  public Decision<BillingEvent, BillingRejection> decide(
      Billing billing, BillingCommand command, Instant now) {
    Billing.Open open = billing.open();
    return switch (command) {
      case BillingCommand.LinkCustomer(String customer) -> link(open, customer);
      case BillingCommand.Observe(Held held) -> observe(open, held);
      case BillingCommand.StartTrial(PlanModule module, int days) ->
          tryOut(open, module, days, now);
      case BillingCommand.Give(PlanModule module, Optional<Instant> until) ->
          give(open, new Billing.Gift(module, until));
      case BillingCommand.TakeBack(PlanModule module) ->
          open.gifts().stream().anyMatch(gift -> gift.module() == module)
              ? accept(new BillingEvent.ModuleTakenBack(module))
              : accept();
      case BillingCommand.Seat(List<UserId> users) -> seat(open, users);
      case BillingCommand.SeatOne(UserId user) -> seatOne(open, user);
      case BillingCommand.SeatIfFree(List<UserId> users) -> seatIfFree(open, users);
      case BillingCommand.Unseat(UserId user) ->
          open.seated().contains(user) ? accept(new BillingEvent.SeatReleased(user)) : accept();
      case BillingCommand.SetZone(var zone) ->
          open.zone().equals(zone) ? accept() : accept(new BillingEvent.ZoneSet(zone));
      case BillingCommand.MindTheClock _ -> mindTheClock(open, now);
    };
  }

  private static Decision<BillingEvent, BillingRejection> link(Billing.Open open, String customer) {
    if (open.customer().isEmpty()) {
      return accept(new BillingEvent.CustomerLinked(customer));
    }
    return open.customer().get().equals(customer)
        ? accept()
        : refuse(new BillingRejection.OtherCustomer());
  }

  private static Decision<BillingEvent, BillingRejection> observe(Billing.Open open, Held fresh) {
    Optional<Held> before = open.subscription(fresh.id());
    boolean nothingNew = before.filter(fresh::equals).isPresent();
    boolean endedForGood = before.filter(held -> held.status().terminal()).isPresent();
    if (nothingNew || endedForGood) {
      return accept();
    }
    List<BillingEvent> events = new ArrayList<>();
    events.add(new BillingEvent.SubscriptionObserved(fresh));
    Optional<Instant> graceBefore = before.flatMap(Held::graceEnds);
    Optional<Instant> grace = fresh.graceEnds();
    if (grace.isPresent() && !grace.equals(graceBefore)) {
      events.add(
          new BillingEvent.PaymentFailed(
              fresh.id(), fresh.due().map(Held.Due::amount), grace.get()));
    } else if (graceBefore.isPresent() && grace.isEmpty() && !fresh.status().terminal()) {
      events.add(new BillingEvent.PaymentRecovered(fresh.id()));
    }
    if (fresh.status() == Held.Status.CANCELED) {
      events.add(new BillingEvent.SubscriptionEnded(fresh.id(), fresh.seats().keySet()));
    }
    int seats = open.holding(fresh).seatsMost();
    for (int i = open.seated().size(); i > seats; i--) {
      events.add(new BillingEvent.SeatReleased(open.seated().get(i - 1)));
    }
    return acceptAll(events);
  }

  private static Decision<BillingEvent, BillingRejection> tryOut(
      Billing.Open open, PlanModule module, int days, Instant now) {
    if (!EntitlementPolicy.SOLD.contains(module) || days < 1 || days > TRIAL_DAYS_MAX) {
      return refuse(new BillingRejection.NotForSale(module));
    }
    if (open.trial(module).isPresent()) {
      return refuse(new BillingRejection.TrialUsed(module));
    }
    return EntitlementPolicy.of(open, module, now).state().open()
        ? refuse(new BillingRejection.HasItAlready(module))
        : accept(new BillingEvent.TrialStarted(module, now.plus(Duration.ofDays(days))));
  }

  private static Decision<BillingEvent, BillingRejection> give(
      Billing.Open open, Billing.Gift gift) {
    if (!EntitlementPolicy.SOLD.contains(gift.module())) {
      return refuse(new BillingRejection.NotForSale(gift.module()));
    }
    return open.gifts().contains(gift)
        ? accept()
        : accept(new BillingEvent.ModuleGiven(gift.module(), gift.until()));
  }

  private static Decision<BillingEvent, BillingRejection> seat(
      Billing.Open open, List<UserId> users) {
    Set<UserId> wanted = new LinkedHashSet<>(users);
    if (wanted.size() > open.seatsMost()) {
      return refuse(new BillingRejection.NoSeatLeft(open.seatsMost()));
    }
    List<BillingEvent> events = new ArrayList<>();
    open.seated().stream()
        .filter(user -> !wanted.contains(user))
        .forEach(user -> events.add(new BillingEvent.SeatReleased(user)));
    wanted.stream()
        .filter(user -> !open.seated().contains(user))
        .forEach(user -> events.add(new BillingEvent.SeatAssigned(user)));
    return acceptAll(events);
  }

  private static Decision<BillingEvent, BillingRejection> seatOne(Billing.Open open, UserId user) {
    if (open.seated().contains(user)) {
      return accept();
    }
    return open.seated().size() < open.seatsMost()
        ? accept(new BillingEvent.SeatAssigned(user))
        : refuse(new BillingRejection.NoSeatLeft(open.seatsMost()));
  }

  private static Decision<BillingEvent, BillingRejection> seatIfFree(
      Billing.Open open, List<UserId> users) {
    int free = open.seatsMost() - open.seated().size();
    return acceptAll(
        new LinkedHashSet<>(users)
            .stream()
                .filter(user -> !open.seated().contains(user))
                .limit(Math.max(0, free))
                .map(BillingEvent.SeatAssigned::new)
                .toList());
  }

  private static Decision<BillingEvent, BillingRejection> mindTheClock(
      Billing.Open open, Instant now) {
    List<BillingEvent> events = new ArrayList<>();
    for (Held held : open.held()) {
      boolean over = held.graceEnds().filter(end -> !now.isBefore(end)).isPresent();
      if (over && !open.lapsed().contains(held.id())) {
        events.add(new BillingEvent.GraceEnded(held.id(), held.seats().keySet()));
      }
    }
    for (Billing.Trial trial : open.trials()) {
      nearing(trial, now).ifPresent(events::add);
    }
    return acceptAll(events);
  }

  /** Whether all that ran out by that moment has been said. */
  public static boolean minded(Billing billing, Instant moment) {
    return switch (mindTheClock(billing.open(), moment)) {
      case Decision.Accepted<BillingEvent, BillingRejection>(List<BillingEvent> events) ->
          events.isEmpty();
      case Decision.Refused<BillingEvent, BillingRejection> _ -> true;
    };
  }

  private static Optional<BillingEvent> nearing(Billing.Trial trial, Instant now) {
    PlanModule module = trial.module();
    Instant until = trial.until();
    Told told = trial.told();
    if (!now.isBefore(until)) {
      return told == Told.OVER
          ? Optional.empty()
          : Optional.of(new BillingEvent.TrialEnded(module));
    }
    if (!now.isBefore(until.minus(LAST_DAY))) {
      return told.compareTo(Told.LAST_DAY) >= 0
          ? Optional.empty()
          : Optional.of(new BillingEvent.TrialEnding(module, until, 0));
    }
    return now.isBefore(until.minus(SOON)) || told != Told.NOTHING
        ? Optional.empty()
        : Optional.of(new BillingEvent.TrialEnding(module, until, (int) SOON.toDays()));
  }

  @Override
  public Billing apply(Billing billing, BillingEvent event) {
    Billing.Open open = billing.open();
    return switch (event) {
      case BillingEvent.CustomerLinked(String customer) -> open.linked(customer);
      case BillingEvent.SubscriptionObserved(Held held) -> open.holding(held);
      case BillingEvent.PaymentFailed _,
          BillingEvent.PaymentRecovered _,
          BillingEvent.SubscriptionEnded _ ->
          open;
      case BillingEvent.GraceEnded(String subscription, var _) -> open.lapsing(subscription);
      case BillingEvent.TrialStarted(PlanModule module, Instant until) ->
          open.trying(new Billing.Trial(module, until, Told.NOTHING));
      case BillingEvent.TrialEnding(PlanModule module, Instant _, int daysLeft) ->
          open.trying(
              open.trial(module).orElseThrow().telling(daysLeft == 0 ? Told.LAST_DAY : Told.SOON));
      case BillingEvent.TrialEnded(PlanModule module) ->
          open.trying(open.trial(module).orElseThrow().telling(Told.OVER));
      case BillingEvent.ModuleGiven(PlanModule module, Optional<Instant> until) ->
          open.given(new Billing.Gift(module, until));
      case BillingEvent.ModuleTakenBack(PlanModule module) -> open.takenBack(module);
      case BillingEvent.SeatAssigned(UserId user) -> open.seating(user);
      case BillingEvent.SeatReleased(UserId user) -> open.unseating(user);
      case BillingEvent.ZoneSet(var zone) -> open.in(zone);
    };
  }
}
