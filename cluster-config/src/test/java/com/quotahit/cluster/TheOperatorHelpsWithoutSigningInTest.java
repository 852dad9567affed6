package com.quotahit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.workspace.AuditSettings;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.AuditTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class TheOperatorHelpsWithoutSigningInTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final String DIGITS = "0".repeat(25);

  @TempDir private Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterAll
  static void close() {
    DB.close();
  }

  private int run(String... words) throws IOException {
    said.reset();
    return new Operator(
            DB.database(),
            new AuditSettings(directory, Duration.ofHours(1)),
            new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(List.of(words), NOW);
  }

  private static void account(String email, String digit) {
    AccountTable accounts = new AccountTable(DB.database());
    Account account =
        new Account(
            new EmailAddress(email),
            new UserId("usr_" + DIGITS + digit),
            new WorkspaceId("wsp_" + DIGITS + digit),
            "Somebody",
            "North Wind",
            new PasswordHash("x"),
            Account.Stage.PENDING,
            NOW);
    accounts.reserve(account, Optional.empty());
    accounts.activate(account);
  }

  @Test
  void the_operator_names_and_makes_admins_and_checks_every_log() throws IOException {
    account("first@example.com", "1");
    account("second@example.com", "2");
    assertThat(run("admin", "grant", "second@example.com")).isEqualTo(Operator.FINE);
    assertThat(run("admin", "list")).isEqualTo(Operator.FINE);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("first@example.com", "second@example.com");
    assertThat(run("admin", "grant", "nobody@example.com")).isEqualTo(Operator.BROKEN);
    assertThat(run("admin", "grant", "no address")).isEqualTo(Operator.MISUSED);
    assertThat(run("admin")).isEqualTo(Operator.MISUSED);
    new AuditTable(DB.database())
        .append(
            new WorkspaceId("wsp_" + DIGITS + "1"),
            new AuditEntry(
                "key.saved", "key:1", Map.of(), Map.of(), new By.Platform("test"), "", "", NOW));
    assertThat(run("audit", "verify")).isEqualTo(Operator.FINE);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("All 2 entries");
    DB.asOwner(
        "BEGIN; SELECT set_config('app.platform', 'on', true);"
            + " ALTER TABLE audit_entry DISABLE TRIGGER USER;"
            + " UPDATE audit_entry SET subject = 'key:2' WHERE subject = 'key:1';"
            + " ALTER TABLE audit_entry ENABLE TRIGGER USER; COMMIT");
    assertThat(run("audit", "verify")).isEqualTo(Operator.BROKEN);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("entry 1", "1 audit logs");
  }
}
