package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.persistence.database.PlantedRows;
import com.quotahit.persistence.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class ADeletedWorkspaceLeavesNothingTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final IdSource IDS = IdSource.uuidV7(() -> NOW, new Random(9));
  private static final Duration LEASE = Duration.ofMinutes(30);

  private final PlantedRows rows = new PlantedRows(DB.database());
  private final BinTable bin = new BinTable(DB.database());
  private WorkspaceId gone;
  private WorkspaceId stays;

  @AfterAll
  static void close() {
    DB.close();
  }

  @BeforeEach
  void two() {
    gone = new WorkspaceId(IDS.next("wsp"));
    stays = new WorkspaceId(IDS.next("wsp"));
    for (WorkspaceId workspace : List.of(gone, stays)) {
      rows.plant(workspace, "x" + workspace.value().toLowerCase(), IDS.next("usr"));
      fact("workspace|" + workspace + ".workspace", 3);
      fact("practice|" + workspace + ".prs_1", 2);
      fact("billing|" + workspace + ".billing", 1);
      fact("user|" + workspace + ".usr_1", 1);
    }
  }

  private static void fact(String entity, int many) {
    DB.database()
        .jdbi()
        .useHandle(handle -> {
          for (int i = 1; i <= many; i++) {
            long ordering =
                handle
                    .createQuery(
                        """
                        INSERT INTO event_journal (persistence_id, sequence_number, writer,
                          event_ser_id, event_ser_manifest, event_payload)
                        VALUES (:entity, :number, 'w', 1, 'm', 'secret') RETURNING ordering
                        """)
                    .bind("entity", entity)
                    .bind("number", i)
                    .mapTo(Long.class)
                    .one();
            handle.execute("INSERT INTO event_tag (event_id, tag) VALUES (?, 't')", ordering);
          }
          handle.execute(
              """
              INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot_ser_id,
                snapshot_ser_manifest, snapshot_payload) VALUES (?, 1, 0, 1, 'm', 'secret')
              """,
              entity);
        });
  }

  private static List<Long> facts(String entity) {
    return DB.database()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT sequence_number FROM event_journal WHERE persistence_id = :entity"
                        + " ORDER BY 1")
                .bind("entity", entity)
                .mapTo(Long.class)
                .list());
  }

  private void binned(String when) {
    DB.database()
        .tenants()
        .useWorkspace(
            gone,
            handle ->
                handle.execute(
                    "UPDATE workspace SET deleted_until = now() + CAST(? AS interval)", when));
  }

  private long empty() {
    return bin.empty(
        gone,
        new AuditEntry(
            "workspace.emptied",
            "workspace:" + gone,
            Map.of(),
            Map.of(),
            new By.Platform("test"),
            "",
            "",
            NOW));
  }

  @Test
  void its_log_is_not_missed_and_not_begun_anew_by_people_who_began_there(@TempDir Path directory)
      throws IOException {
    AuditVerification verification =
        new AuditVerification(DB.database(), CheckpointFiles.in(directory, new SealInMemory()));
    verification.checkpoint(NOW);
    binned("-1 second");
    empty();
    new AuditTable(DB.database())
        .append(
            gone,
            new AuditEntry(
                "sign-in.refused",
                "user:usr_1",
                Map.of(),
                Map.of(),
                new By.Platform("sign-in"),
                "",
                gone.value(),
                NOW));
    assertThat(rows.count(gone, "audit_entry")).isZero();
    assertThat(verification.chains())
        .contains(new AuditChain.OfWorkspace(stays))
        .doesNotContain(new AuditChain.OfWorkspace(gone));
    long elsewhere =
        DB.database()
            .tenants()
            .acrossWorkspaces(handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM audit_entry WHERE workspace_id = 'platform'"
                            + " AND request_id = :request")
                    .bind("request", gone)
                    .mapTo(Long.class)
                    .one());
    assertThat(elsewhere).isEqualTo(1);
  }

  private long inPlatformLog() {
    return DB.database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM audit_entry
                    WHERE workspace_id = 'platform' AND subject = :subject
                      AND after ->> 'auditEntries' = '1'
                    """)
                .bind("subject", "workspace:" + gone)
                .mapTo(Long.class)
                .one());
  }

  @Test
  void no_table_keeps_a_row_of_it_and_no_other_workspace_loses_one() {
    binned("-1 second");
    assertThat(rows.tables()).hasSizeGreaterThan(30);
    assertThat(bin.claim(9, LEASE)).containsExactly(gone);
    empty();
    for (String table : rows.tables()) {
      assertThat(rows.count(gone, table)).as("rows left in " + table).isZero();
      assertThat(rows.count(stays, table)).as("rows of another in " + table).isEqualTo(1);
    }
  }

  @Test
  void its_facts_go_but_for_the_one_that_says_so_and_people_keep_theirs() {
    binned("-1 second");
    empty();
    assertThat(facts("practice|" + gone + ".prs_1")).isEmpty();
    assertThat(facts("billing|" + gone + ".billing")).isEmpty();
    assertThat(facts("workspace|" + gone + ".workspace")).containsExactly(3L);
    assertThat(facts("user|" + gone + ".usr_1")).containsExactly(1L);
    assertThat(facts("practice|" + stays + ".prs_1")).containsExactly(1L, 2L);
    long orphans =
        DB.database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM event_tag t LEFT JOIN event_journal j"
                            + " ON j.ordering = t.event_id WHERE j.ordering IS NULL")
                    .mapTo(Long.class)
                    .one());
    assertThat(orphans).isZero();
  }

  @Test
  void the_installations_log_says_once_where_the_log_of_the_workspace_ended() {
    binned("-1 second");
    assertThat(empty()).isPositive();
    assertThat(empty()).as("asked again after a crash").isZero();
    assertThat(inPlatformLog()).isEqualTo(1);
  }

  @Test
  void one_of_two_nodes_gets_it_and_another_one_when_that_is_lost() {
    binned("-1 second");
    assertThat(bin.claim(9, Duration.ofMillis(1))).containsExactly(gone);
    List<WorkspaceId> again = bin.claim(9, LEASE);
    while (again.isEmpty()) {
      again = bin.claim(9, LEASE);
    }
    assertThat(again).containsExactly(gone);
    assertThat(bin.claim(9, LEASE)).isEmpty();
    empty();
  }

  @Test
  void nothing_is_due_and_no_log_can_be_deleted_before_its_time() {
    binned("1 hour");
    assertThat(bin.claim(9, LEASE)).isEmpty();
    for (WorkspaceId workspace : List.of(gone, stays)) {
      assertThatThrownBy(() ->
              DB.database()
                  .tenants()
                  .useWorkspace(
                      workspace,
                      handle ->
                          handle
                              .createQuery("SELECT delete_audit_of_emptied(:workspace, 9)")
                              .bind("workspace", workspace)
                              .mapTo(Integer.class)
                              .one()))
          .hasMessageContaining("only added to");
    }
  }
}
