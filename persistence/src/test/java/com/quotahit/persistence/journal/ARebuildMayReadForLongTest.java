package com.quotahit.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.persistence.database.TestDatabase;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The facts come over another connection, and so the transaction that waits for them is idle. */
@Tag("store")
class ARebuildMayReadForLongTest {

  private static final TestDatabase DB = TestDatabase.fresh();

  @AfterAll
  static void close() {
    DB.close();
  }

  @Test
  void its_transaction_may_be_idle_while_facts_are_read_and_others_may_not() {
    try (Handle one = DB.database().jdbi().open()) {
      long usual = one.inTransaction(ARebuildMayReadForLongTest::idleMs);
      long rebuilds =
          one.inTransaction(handle -> {
            JournalReplay.holdEntity(handle, "reader", "tally|wsp_1|1");
            return idleMs(handle);
          });
      assertThat(rebuilds).isGreaterThan(30_000);
      assertThat(one.<Long, RuntimeException>inTransaction(ARebuildMayReadForLongTest::idleMs))
          .isEqualTo(usual)
          .isLessThan(30_000);
    }
  }

  private static long idleMs(Handle handle) {
    return handle
        .createQuery(
            "SELECT setting FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'")
        .mapTo(Long.class)
        .one();
  }
}
