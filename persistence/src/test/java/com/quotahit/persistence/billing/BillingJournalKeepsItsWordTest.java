package com.quotahit.persistence.billing;

import com.quotahit.persistence.journal.GoldenJournal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BillingJournalKeepsItsWordTest {

  @Test
  void facts_about_billing_read_and_write_as_ever() {
    GoldenJournal.check(BillingJournal.NAMES);
  }
}
