package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditCheck.Verdict;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.workspace.AuditTable.Chained;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each transaction begins with the scope that it reads in, so those tell how many there were. */
@Tag("store")
class OthersGoOnWhileALongChainIsVerifiedTest {

  private static final int ENTRIES = 200;
  private static final int AT_ONCE = 10;
  private static final TestDatabase DB = TestDatabase.fresh();

  @AfterAll
  static void close() {
    DB.close();
  }

  private static void write() {
    AuditEntry entry =
        new AuditEntry(
            "settings.changed",
            "setting:x",
            Map.of(),
            Map.of(),
            new By.Platform("test"),
            "",
            "",
            Instant.parse("2026-11-23T10:15:30Z"));
    DB.database()
        .tenants()
        .acrossWorkspaces(handle -> {
          AuditTable.appendAll(handle, Collections.nCopies(ENTRIES, Chained.ofPlatform(entry)));
          return ENTRIES;
        });
  }

  @Test
  void the_place_in_the_database_is_given_back_between_two_parts_and_the_verdict_is_the_same(
      @TempDir Path directory) throws Exception {
    write();
    AtomicInteger transactions = new AtomicInteger();
    DB.database()
        .jdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logBeforeExecution(StatementContext statement) {
                if (statement.getRawSql().contains("set_config('app.platform'")) {
                  transactions.incrementAndGet();
                }
              }
            });
    AuditVerification verification =
        new AuditVerification(
            DB.database(), CheckpointFiles.in(directory, new SealInMemory()), AT_ONCE);
    assertThat(verification.verify(new AuditChain.OfPlatform()))
        .isEqualTo(new Verdict.Sound(ENTRIES));
    assertThat(transactions).hasValueGreaterThan(ENTRIES / AT_ONCE);
  }
}
