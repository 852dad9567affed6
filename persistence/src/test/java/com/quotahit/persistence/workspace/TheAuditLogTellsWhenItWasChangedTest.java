package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditCheck.Break;
import com.quotahit.core.workspace.AuditCheck.Verdict;
import com.quotahit.core.workspace.AuditCheckpoint;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.AuditHash;
import com.quotahit.core.workspace.AuditLine;
import com.quotahit.persistence.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The attacks are SQL against the real table, by its owner with the triggers taken off. */
@Tag("store")
class TheAuditLogTellsWhenItWasChangedTest {

  private static final SealPort SEAL = new SealInMemory();
  private static final TestDatabase DB = TestDatabase.fresh(12);
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");
  private static final IdSource IDS = IdSource.uuidV7(() -> NOW, new Random(7));
  private static final UserId ANN = new UserId(IDS.next("usr"));
  private static final UserId ADMIN = new UserId(IDS.next("usr"));

  @TempDir private Path directory;
  private final AuditTable table = new AuditTable(DB.database());
  private final WorkspaceId workspace = new WorkspaceId(IDS.next("wsp"));
  private final AuditChain chain = new AuditChain.OfWorkspace(workspace);
  private CheckpointFiles witness;
  private AuditVerification verification;

  @AfterAll
  static void close() {
    DB.close();
  }

  @BeforeEach
  void open() throws IOException {
    witness = CheckpointFiles.in(directory.resolve("audit"), SEAL);
    verification = new AuditVerification(DB.database(), witness);
  }

  private static AuditEntry entry(int number) {
    return new AuditEntry(
        "member.role-changed",
        "user:" + ANN,
        Map.of("role", "rep"),
        Map.of("role", "manager", "number", Integer.toString(number)),
        number % 3 == 0 ? new By.Impersonator(ADMIN, ANN) : new By.Person(ANN),
        "192.0.2.7",
        "req_" + number,
        NOW.plusSeconds(number));
  }

  private void write(int entries) {
    for (int i = 1; i <= entries; i++) {
      table.append(workspace, entry(i));
    }
  }

  private void attack(String sql) {
    DB.asOwner(
        """
        BEGIN;
        SELECT set_config('app.platform', 'on', true);
        ALTER TABLE audit_entry DISABLE TRIGGER USER;
        ALTER TABLE audit_head DISABLE TRIGGER USER;
        %s;
        ALTER TABLE audit_entry ENABLE TRIGGER USER;
        ALTER TABLE audit_head ENABLE TRIGGER USER;
        COMMIT
        """
            .formatted(sql.replace("$W", "workspace_id = '" + workspace + "'")));
  }

  private void expect(long at, Break why) {
    assertThat(verification.verify(chain))
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken -> {
              assertThat(broken.at()).isEqualTo(at);
              assertThat(broken.why()).isEqualTo(why);
            });
  }

  @Test
  void a_chain_that_nobody_touched_is_sound() {
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(0));
    write(10);
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(10));
    verification.checkpoint(NOW);
    write(5);
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(15));
  }

  @Test
  void any_edited_column_is_found() {
    write(9);
    List<String> edits =
        List.of(
            "at = at + interval '1 microsecond'",
            "action = 'member.removed'",
            "subject = 'user:x'",
            "actor = 'user:x'",
            "on_behalf_of = on_behalf_of || 'x'",
            "before = '{}'",
            "before = before || '{\"role\": 5}'",
            "after = after || '{\"role\": \"owner\"}'",
            "after = after - 'number'",
            "came_from = '192.0.2.8'",
            "request_id = ''",
            "source = 'x'",
            "hash = sha256(hash)");
    for (String edit : edits) {
      String table = "audit_copy_" + Math.abs(edit.hashCode());
      attack(
          "CREATE TABLE %s AS SELECT * FROM audit_entry WHERE $W AND seq = 4".formatted(table)
              + "; UPDATE audit_entry SET "
              + edit
              + " WHERE $W AND seq = 4");
      expect(4, Break.CHANGED);
      attack(
          "DELETE FROM audit_entry WHERE $W AND seq = 4; INSERT INTO audit_entry SELECT * FROM "
              + table);
      assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(9));
    }
  }

  @Test
  void an_entry_taken_out_is_missed() {
    write(9);
    attack("DELETE FROM audit_entry WHERE $W AND seq = 4");
    expect(4, Break.MISSING);
  }

  @Test
  void an_entry_taken_out_is_missed_even_when_the_rest_move_up() {
    write(9);
    attack(
        "DELETE FROM audit_entry WHERE $W AND seq = 4;"
            + " UPDATE audit_entry SET seq = seq + 1000 WHERE $W AND seq > 4;"
            + " UPDATE audit_entry SET seq = seq - 1001 WHERE $W AND seq > 1000;"
            + " UPDATE audit_head SET seq = 8 WHERE $W");
    expect(4, Break.CHANGED);
  }

  @Test
  void entries_that_changed_places_are_found() {
    write(9);
    attack(
        "UPDATE audit_entry SET seq = 1000 WHERE $W AND seq = 4;"
            + " UPDATE audit_entry SET seq = 4 WHERE $W AND seq = 5;"
            + " UPDATE audit_entry SET seq = 5 WHERE $W AND seq = 1000");
    expect(4, Break.CHANGED);
  }

  @Test
  void an_end_that_was_cut_off_is_missed() {
    write(9);
    attack("DELETE FROM audit_entry WHERE $W AND seq > 7");
    expect(8, Break.CUT_OFF);
  }

  @Test
  void an_end_that_was_cut_off_together_with_the_head_contradicts_the_checkpoint() {
    write(9);
    verification.checkpoint(NOW);
    attack(
        "DELETE FROM audit_entry WHERE $W AND seq > 7;"
            + " UPDATE audit_head SET (seq, hash) ="
            + "  (SELECT seq, hash FROM audit_entry WHERE $W AND seq = 7) WHERE $W");
    expect(8, Break.CUT_OFF);
  }

  @Test
  void a_whole_chain_that_is_gone_contradicts_the_checkpoint() {
    write(3);
    verification.checkpoint(NOW);
    attack("DELETE FROM audit_entry WHERE $W; DELETE FROM audit_head WHERE $W");
    expect(1, Break.CUT_OFF);
  }

  @Test
  void a_chain_rewritten_as_a_whole_contradicts_the_checkpoint() {
    write(9);
    verification.checkpoint(NOW);
    rewrite(9);
    expect(9, Break.REWRITTEN);
    write(2);
    expect(9, Break.REWRITTEN);
  }

  /** Every hash is right; only somebody who saw the old ones can know. */
  private void rewrite(int entries) {
    StringBuilder sql = new StringBuilder("SELECT 1");
    byte[] hash = AuditHash.beginning();
    for (int i = 1; i <= entries; i++) {
      AuditEntry forged = entry(i).after(Map.of("role", "owner"));
      hash = AuditHash.of(hash, AuditLine.of(chain, i, "", forged));
      sql.append("; UPDATE audit_entry SET after = '{\"role\": \"owner\"}', hash = '\\x")
          .append(HexFormat.of().formatHex(hash))
          .append("' WHERE $W AND seq = ")
          .append(i);
    }
    sql.append("; UPDATE audit_head SET hash = '\\x")
        .append(HexFormat.of().formatHex(hash))
        .append("' WHERE $W");
    attack(sql.toString());
  }

  @Test
  void a_forged_entry_behind_the_end_is_found() {
    write(3);
    attack(
        "INSERT INTO audit_entry SELECT workspace_id, 4, at, action, subject, actor, on_behalf_of,"
            + " before, after, came_from, request_id, source, hash FROM audit_entry"
            + " WHERE $W AND seq = 3");
    expect(4, Break.CHANGED);
  }

  @Test
  void checkpoints_that_were_changed_or_taken_away_are_found() throws IOException {
    write(3);
    verification.checkpoint(NOW);
    write(2);
    verification.checkpoint(NOW.plusSeconds(3600));
    Path file = directory.resolve("audit/2026-11.jsonl");
    String kept = Files.readString(file);
    List<String> lines = kept.lines().toList();
    assertThat(lines.size()).isGreaterThanOrEqualTo(2);
    for (String forged :
        List.of(
            kept.replace("\"seq\":5", "\"seq\":4"),
            String.join("\n", lines.subList(1, lines.size())) + "\n",
            String.join("\n", lines.subList(0, lines.size() - 1)) + "\n",
            "")) {
      Files.writeString(file, forged);
      expect(0, Break.CHECKPOINTS_CHANGED);
    }
    Files.writeString(file, kept);
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(5));
  }

  @Test
  void checkpoints_and_their_key_outlive_the_process_and_a_line_half_written() throws IOException {
    write(3);
    verification.checkpoint(NOW);
    Path file = directory.resolve("audit/2026-11.jsonl");
    Files.writeString(file, Files.readString(file) + "{\"chain\":\"wsp");
    CheckpointFiles again = CheckpointFiles.in(directory.resolve("audit"), SEAL);
    AuditVerification later = new AuditVerification(DB.database(), again);
    assertThat(later.verify(chain)).isEqualTo(new Verdict.Sound(3));
    assertThat(Files.getPosixFilePermissions(directory.resolve("audit/signing.key")))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    rewrite(3);
    assertThat(later.verify(chain)).isEqualTo(new Verdict.Broken(2, 3, Break.REWRITTEN));
  }

  @Test
  void the_key_that_signs_lies_sealed_and_is_needed_for_signing_alone() throws IOException {
    Path audit = directory.resolve("sealed");
    CheckpointFiles files = CheckpointFiles.in(audit, SEAL);
    String line = Files.readString(audit.resolve("signing.key"));
    assertThat(line.split(" ")).hasSize(3);
    assertThat(CheckpointFiles.reading(audit).chains()).isEmpty();
    assertThatThrownBy(() -> CheckpointFiles.in(audit, new SealInMemory()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another master key");
    assertThat(files.rewrapOlderThan(1, 10, sealed -> sealed)).isZero();
    assertThat(files.rewrapOlderThan(2, 10, sealed -> new Sealed(2, sealed.bytes()))).isOne();
    assertThat(files.rewrapOlderThan(2, 10, sealed -> sealed)).isZero();
    assertThat(Files.readString(audit.resolve("signing.key")).split(" ")[1]).isEqualTo("2");
    assertThat(Files.getPosixFilePermissions(audit.resolve("signing.key")))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
  }

  @Test
  void a_key_from_before_is_sealed_at_the_next_start_and_signs_on() throws Exception {
    Path audit = directory.resolve("older");
    Files.createDirectories(audit);
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String plain = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    Files.writeString(
        audit.resolve("00112233aabbccdd.pub"),
        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    Files.writeString(audit.resolve("signing.key"), "00112233aabbccdd " + plain);
    CheckpointFiles files = CheckpointFiles.in(audit, SEAL);
    assertThat(Files.readString(audit.resolve("signing.key")))
        .startsWith("00112233aabbccdd 1 ")
        .doesNotContain(plain);
    AuditChain chain = new AuditChain.OfPlatform();
    files.witness(List.of(new AuditCheckpoint(chain.key(), 1, "00", NOW)));
    assertThat(CheckpointFiles.reading(audit).about(chain).tampered()).isFalse();
    assertThat(CheckpointFiles.reading(audit).about(chain).last()).isPresent();
  }

  @Test
  void the_application_can_neither_change_nor_remove_what_it_wrote() {
    write(3);
    for (String sql :
        List.of(
            "UPDATE audit_entry SET action = 'a.b'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "DELETE FROM audit_head",
            "UPDATE audit_head SET seq = 1")) {
      assertThatThrownBy(
              () -> DB.database().tenants().useWorkspace(workspace, handle -> handle.execute(sql)))
          .as(sql)
          .hasMessageMatching("(?s).*(only|permission denied|must be owner).*");
      assertThatThrownBy(() ->
              DB.asOwner(
                  "BEGIN; SELECT set_config('app.platform', 'on', true); " + sql + "; COMMIT"))
          .as("as the owner of the table: " + sql)
          .hasStackTraceContaining("the audit log");
    }
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(3));
  }

  @Test
  void many_who_write_at_once_make_one_chain_without_gaps() throws Exception {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 1; i <= 50; i++) {
        AuditEntry entry = entry(i);
        writing.add(many.submit(() -> table.append(workspace, entry)));
      }
      for (Future<?> one : writing) {
        one.get();
      }
    }
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(50));
  }

  @Test
  void a_fact_of_the_journal_comes_into_the_chain_once() {
    for (int i = 0; i < 3; i++) {
      DB.database()
          .tenants()
          .useWorkspace(
              workspace, handle -> AuditTable.appendOnce(handle, chain, "workspace|x#1", entry(1)));
    }
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(1));
  }

  @Test
  void the_installation_has_a_chain_of_its_own_that_no_workspace_sees() {
    long before = verification.verify(new AuditChain.OfPlatform()).checked();
    table.appendToPlatform(entry(1));
    assertThat(verification.verify(new AuditChain.OfPlatform()))
        .isEqualTo(new Verdict.Sound(before + 1));
    assertThat(verification.verify(chain)).isEqualTo(new Verdict.Sound(0));
    AuditQueries queries = new AuditQueries(DB.database());
    AuditQueries.Filter all =
        new AuditQueries.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(queries.list(chain, all, 10)).isEmpty();
    assertThat(queries.list(new AuditChain.OfPlatform(), all, 10)).isNotEmpty();
  }
}
