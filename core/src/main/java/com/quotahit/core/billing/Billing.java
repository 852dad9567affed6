package com.quotahit.core.billing;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a workspace has bought, tries and was given, and who sits on its seats. */
public sealed interface Billing {

  /** A workspace that has never had to do with money: the free tier. */
  Open NEVER_BOUGHT =
      new Open(
          Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), ZoneOffset.UTC);

  record Absent() implements Billing {}

  /** A trial, which a workspace gets once for each module. */
  record Trial(PlanModule module, Instant until, Told told) {

    /** What those who pay have heard of its end; later ones include earlier ones. */
    public enum Told {
      NOTHING,
      SOON,
      LAST_DAY,
      OVER
    }

    Trial telling(Told next) {
      return new Trial(module, until, next);
    }
  }

  /** Given by the platform; without an end for as long as it is not taken back. */
  record Gift(PlanModule module, Optional<Instant> until) {}

  /**
   * @param customer its name at the payment provider
   * @param held the subscriptions it has or had, the newest last
   * @param seated who may use what is paid by the seat
   * @param lapsed subscriptions whose grace was seen to end
   * @param zone in which its months begin
   */
  record Open(
      Optional<String> customer,
      List<Held> held,
      List<Trial> trials,
      List<Gift> gifts,
      List<UserId> seated,
      List<String> lapsed,
      ZoneId zone)
      implements Billing {

    /** Ended subscriptions are remembered up to this many; the provider remembers the rest. */
    static final int HELD_MOST = 20;

    public Open {
      held = List.copyOf(held);
      trials = List.copyOf(trials);
      gifts = List.copyOf(gifts);
      seated = List.copyOf(seated);
      lapsed = List.copyOf(lapsed);
    }

    Optional<Held> subscription(String id) {
      return held.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** Subscriptions that can still be changed or paid. */
    public List<Held> living() {
      return held.stream()
          .filter(one -> !one.status().terminal() && one.status() != Held.Status.INCOMPLETE)
          .toList();
    }

    public int seatsMost() {
      return living().stream().mapToInt(Held::seatsMost).max().orElse(0);
    }

    Open linked(String name) {
      return new Open(Optional.of(name), held, trials, gifts, seated, lapsed, zone);
    }

    Open holding(Held fresh) {
      List<Held> next = new ArrayList<>(held);
      int known = indexOf(fresh.id());
      if (known >= 0) {
        next.set(known, fresh);
      } else {
        next.add(fresh);
      }
      for (int i = 0; next.size() > HELD_MOST && i < next.size(); ) {
        if (next.get(i).status().terminal()) {
          next.remove(i);
        } else {
          i++;
        }
      }
      List<String> still = lapsed.stream().filter(id -> !id.equals(fresh.id())).toList();
      // A grace that ends at another time is another grace: its end is to be seen as well.
      boolean same =
          known >= 0
              && fresh.graceEnds().isPresent()
              && fresh.graceEnds().equals(held.get(known).graceEnds());
      return new Open(customer, next, trials, gifts, seated, same ? lapsed : still, zone);
    }

    Open trying(Trial trial) {
      List<Trial> next =
          new ArrayList<>(trials.stream().filter(t -> t.module() != trial.module()).toList());
      next.add(trial);
      return new Open(customer, held, next, gifts, seated, lapsed, zone);
    }

    Open given(Gift gift) {
      List<Gift> next = new ArrayList<>(withoutGift(gift.module()));
      next.add(gift);
      return new Open(customer, held, trials, next, seated, lapsed, zone);
    }

    Open takenBack(PlanModule module) {
      return new Open(customer, held, trials, withoutGift(module), seated, lapsed, zone);
    }

    Open seating(UserId user) {
      List<UserId> next = new ArrayList<>(seated);
      next.add(user);
      return new Open(customer, held, trials, gifts, next, lapsed, zone);
    }

    Open unseating(UserId user) {
      List<UserId> next = seated.stream().filter(u -> !u.equals(user)).toList();
      return new Open(customer, held, trials, gifts, next, lapsed, zone);
    }

    Open lapsing(String id) {
      List<String> next = new ArrayList<>(lapsed);
      next.add(id);
      return new Open(customer, held, trials, gifts, seated, next, zone);
    }

    Open in(ZoneId other) {
      return new Open(customer, held, trials, gifts, seated, lapsed, other);
    }

    Optional<Trial> trial(PlanModule module) {
      return trials.stream().filter(t -> t.module() == module).findFirst();
    }

    private List<Gift> withoutGift(PlanModule module) {
      return gifts.stream().filter(g -> g.module() != module).toList();
    }

    private int indexOf(String id) {
      for (int i = 0; i < held.size(); i++) {
        if (held.get(i).id().equals(id)) {
          return i;
        }
      }
      return -1;
    }
  }

  /** Absent is the same as never having bought anything. */
  default Open open() {
    return switch (this) {
      case Absent _ -> NEVER_BOUGHT;
      case Open open -> open;
    };
  }
}
