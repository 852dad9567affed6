package com.quotahit.core.billing;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What can be asked of a workspace's billing. */
public sealed interface BillingCommand {

  /** The payment provider knows the workspace under this name. */
  record LinkCustomer(String customer) implements BillingCommand {}

  /** The provider was asked and says that a subscription is so now. */
  record Observe(Held held) implements BillingCommand {}

  record StartTrial(PlanModule module, int days) implements BillingCommand {}

  record Give(PlanModule module, Optional<Instant> until) implements BillingCommand {}

  record TakeBack(PlanModule module) implements BillingCommand {}

  /** Exactly these people sit on the seats from now on. */
  record Seat(List<UserId> users) implements BillingCommand {
    public Seat {
      users = List.copyOf(users);
    }
  }

  /** One more, if there is a seat. */
  record SeatOne(UserId user) implements BillingCommand {}

  /** As many of these, in this order, as there are free seats: for those who just came. */
  record SeatIfFree(List<UserId> users) implements BillingCommand {
    public SeatIfFree {
      users = List.copyOf(users);
    }
  }

  record Unseat(UserId user) implements BillingCommand {}

  record SetZone(ZoneId zone) implements BillingCommand {}

  /** Some time has passed: say what has run out. */
  record MindTheClock() implements BillingCommand {}
}
