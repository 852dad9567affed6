package com.quotahit.persistence.billing;

import com.quotahit.core.billing.BillingEvent;
import com.quotahit.core.billing.BillingRules;
import com.quotahit.core.billing.Held;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.persistence.journal.Projection;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Keeps whose customer is whose, and when something runs out by itself. */
public final class BillingProjection implements Projection<BillingEvent> {

  @Override
  public String name() {
    return "billing";
  }

  @Override
  public void apply(
      Handle handle, EntityId entity, long revision, Recorded<BillingEvent> recorded) {
    switch (recorded.event()) {
      case BillingEvent.CustomerLinked(String customer) ->
          handle
              .createUpdate(
                  """
                  INSERT INTO billing_customer (customer, workspace_id)
                  VALUES (:customer, :workspace) ON CONFLICT (customer) DO NOTHING
                  """)
              .bind("customer", customer)
              .bind("workspace", entity.workspace())
              .execute();
      case BillingEvent.SubscriptionObserved(Held held) ->
          held.graceEnds()
              .ifPresentOrElse(
                  end -> due(handle, entity, subscription(held.id()), end),
                  () -> notDue(handle, entity, subscription(held.id())));
      case BillingEvent.GraceEnded(String id, var _) -> notDue(handle, entity, subscription(id));
      case BillingEvent.TrialStarted(PlanModule module, Instant until) -> {
        due(handle, entity, trial(module), until);
        due(handle, entity, soon(module), until.minus(BillingRules.SOON));
        due(handle, entity, lastDay(module), until.minus(BillingRules.LAST_DAY));
      }
      case BillingEvent.TrialEnding(PlanModule module, Instant _, int daysLeft) -> {
        notDue(handle, entity, soon(module));
        if (daysLeft == 0) {
          notDue(handle, entity, lastDay(module));
        }
      }
      case BillingEvent.TrialEnded(PlanModule module) -> {
        for (String what : List.of(trial(module), soon(module), lastDay(module))) {
          notDue(handle, entity, what);
        }
      }
      // Asked of the entity itself.
      case BillingEvent.PaymentFailed _,
          BillingEvent.PaymentRecovered _,
          BillingEvent.SubscriptionEnded _,
          BillingEvent.ModuleGiven _,
          BillingEvent.ModuleTakenBack _,
          BillingEvent.SeatAssigned _,
          BillingEvent.SeatReleased _,
          BillingEvent.ZoneSet _ -> {}
    }
  }

  @Override
  public void forget(Handle handle, EntityId entity) {
    for (String table : List.of("billing_customer", "billing_due")) {
      handle.execute("DELETE FROM " + table + " WHERE workspace_id = ?", entity.workspace());
    }
  }

  private static String subscription(String id) {
    return "grace/" + id;
  }

  private static String trial(PlanModule module) {
    return "trial/" + module.code();
  }

  private static String soon(PlanModule module) {
    return trial(module) + "/soon";
  }

  private static String lastDay(PlanModule module) {
    return trial(module) + "/last-day";
  }

  private static void due(Handle handle, EntityId entity, String what, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO billing_due (workspace_id, what, due_at) VALUES (:workspace, :what, :at)
            ON CONFLICT (workspace_id, what) DO UPDATE SET due_at = excluded.due_at
            """)
        .bind("workspace", entity.workspace())
        .bind("what", what)
        .bind("at", at)
        .execute();
  }

  private static void notDue(Handle handle, EntityId entity, String what) {
    handle.execute(
        "DELETE FROM billing_due WHERE workspace_id = ? AND what = ?", entity.workspace(), what);
  }
}
