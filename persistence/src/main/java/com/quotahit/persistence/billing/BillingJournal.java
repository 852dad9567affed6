package com.quotahit.persistence.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.billing.BillingEvent;
import com.quotahit.persistence.journal.JournalNames;

/** What the facts about billing are called in the journal. */
public final class BillingJournal {

  public static final String KIND = "billing";

  public static final JournalNames<BillingEvent> NAMES =
      JournalNames.of(KIND, BillingEvent.class)
          .name("billing.customer-linked", BillingEvent.CustomerLinked.class)
          .name(
              "billing.subscription-observed",
              BillingEvent.SubscriptionObserved.class,
              BillingJournal::noPeriodStart)
          .name("billing.payment-failed", BillingEvent.PaymentFailed.class)
          .name("billing.payment-recovered", BillingEvent.PaymentRecovered.class)
          .name("billing.subscription-ended", BillingEvent.SubscriptionEnded.class)
          .name("billing.grace-ended", BillingEvent.GraceEnded.class)
          .name("billing.trial-started", BillingEvent.TrialStarted.class)
          .name("billing.trial-ending", BillingEvent.TrialEnding.class)
          .name("billing.trial-ended", BillingEvent.TrialEnded.class)
          .name("billing.module-given", BillingEvent.ModuleGiven.class)
          .name("billing.module-taken-back", BillingEvent.ModuleTakenBack.class)
          .name("billing.seat-assigned", BillingEvent.SeatAssigned.class)
          .name("billing.seat-released", BillingEvent.SeatReleased.class)
          .name("billing.zone-set", BillingEvent.ZoneSet.class);

  private BillingJournal() {}

  /** Once only the end of the paid period was written down. */
  private static ObjectNode noPeriodStart(ObjectNode old) {
    old.withObject("/held").putNull("periodStart");
    return old;
  }
}
