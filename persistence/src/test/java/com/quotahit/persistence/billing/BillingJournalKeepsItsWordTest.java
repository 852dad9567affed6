package com.quotahit.persistence.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.billing.BillingEvent;
import com.quotahit.core.billing.Held;
import com.quotahit.persistence.journal.GoldenJournal;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BillingJournalKeepsItsWordTest {

  @Test
  void facts_about_billing_read_and_write_as_ever() {
    GoldenJournal.check(BillingJournal.NAMES);
  }

  @Test
  void a_subscription_written_down_before_its_period_had_a_beginning_reads_without_one() {
    Held old = observed(1);
    Held fresh = observed(2);
    assertThat(old.periodStart()).isEmpty();
    assertThat(old.periodEnd()).isEqualTo(fresh.periodEnd());
    assertThat(fresh.periodStart()).contains(Instant.parse("2026-01-05T09:00:00Z"));
    assertThat(old.graceEnds()).isEqualTo(fresh.graceEnds());
  }

  private static Held observed(int version) {
    BillingEvent event =
        GoldenJournal.event(BillingJournal.NAMES, "billing.subscription-observed", version);
    return ((BillingEvent.SubscriptionObserved) event).held();
  }
}
