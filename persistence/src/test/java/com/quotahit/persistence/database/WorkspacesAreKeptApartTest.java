package com.quotahit.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.WorkspaceId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class WorkspacesAreKeptApartTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final IdSource IDS =
      IdSource.uuidV7(() -> Instant.parse("2026-01-01T00:00:00Z"), new Random(7));

  private final TenantScope tenants = DB.database().tenants();

  @BeforeAll
  static void table() {
    DB.asOwner(
        "CREATE TABLE note (id bigserial PRIMARY KEY, workspace_id text NOT NULL, body text)");
    DB.asOwner("SELECT tenant_table('note')");
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  private void write(WorkspaceId workspace, String body) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle.execute("INSERT INTO note (workspace_id, body) VALUES (?, ?)", workspace, body));
  }

  /** No WHERE at all: what a forgotten condition would give. */
  private List<String> everything(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle -> handle.createQuery("SELECT body FROM note").mapTo(String.class).list());
  }

  @Test
  void without_a_where_a_workspace_still_sees_its_own_rows_only() {
    WorkspaceId mine = new WorkspaceId(IDS.next("wsp"));
    WorkspaceId theirs = new WorkspaceId(IDS.next("wsp"));
    write(mine, "mine");
    write(theirs, "theirs");
    assertThat(everything(mine)).containsExactly("mine");
    assertThat(everything(theirs)).containsExactly("theirs");
  }

  @Test
  void a_failure_names_its_statement_and_none_of_its_values() {
    DB.asOwner("CREATE TABLE once (secret text PRIMARY KEY)");
    DB.asOwner("GRANT ALL ON once TO PUBLIC");
    String insert = "INSERT INTO once (secret) VALUES (:secret)";
    assertThatThrownBy(() ->
            DB.database()
                .jdbi()
                .useHandle(handle -> {
                  handle.createUpdate(insert).bind("secret", "opensesame").execute();
                  handle.createUpdate(insert).bind("secret", "opensesame").execute();
                }))
        .hasMessageContaining(insert)
        .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("opensesame"));
  }

  @Test
  void outside_a_scope_nothing_is_seen_and_nothing_written() {
    write(new WorkspaceId(IDS.next("wsp")), "x");
    List<String> seen =
        DB.database()
            .jdbi()
            .withHandle(h -> h.createQuery("SELECT body FROM note").mapTo(String.class).list());
    assertThat(seen).isEmpty();
    assertThatThrownBy(() ->
            DB.database()
                .jdbi()
                .useHandle(
                    h -> h.execute("INSERT INTO note (workspace_id, body) VALUES ('wsp_x', 'x')")))
        .hasMessageContaining("row-level security");
  }

  @Test
  void a_row_cannot_be_moved_or_written_into_another_workspace() {
    WorkspaceId mine = new WorkspaceId(IDS.next("wsp"));
    WorkspaceId theirs = new WorkspaceId(IDS.next("wsp"));
    write(mine, "x");
    assertThatThrownBy(() ->
            tenants.useWorkspace(mine, h -> h.execute("UPDATE note SET workspace_id = ?", theirs)))
        .hasMessageContaining("row-level security");
  }

  @Test
  void a_platform_process_sees_all_and_the_connection_forgets_it() {
    write(new WorkspaceId(IDS.next("wsp")), "a");
    write(new WorkspaceId(IDS.next("wsp")), "b");
    assertThat(
            tenants.<Integer, RuntimeException>acrossWorkspaces(h ->
                h.createQuery("SELECT count(DISTINCT workspace_id) FROM note")
                    .mapTo(int.class)
                    .one()))
        .isGreaterThanOrEqualTo(2);
    assertThat(everything(new WorkspaceId(IDS.next("wsp")))).isEmpty();
  }

  @Test
  void a_thousand_workspaces_take_turns_on_one_pool_and_never_meet() {
    List<WorkspaceId> workspaces = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      workspaces.add(new WorkspaceId(IDS.next("wsp")));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (WorkspaceId workspace : workspaces) {
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  write(workspace, workspace.value());
                  assertThat(everything(workspace)).containsExactly(workspace.value());
                },
                threads));
      }
      all.forEach(CompletableFuture::join);
    }
  }

  /** What belongs to no workspace, or is guarded by what its ids say; everything else is apart. */
  private static final Set<String> SHARED =
      Set.of(
          "flyway_schema_history",
          "event_journal",
          "event_tag",
          "snapshot",
          "pekko_projection_offset_store",
          "pekko_projection_management",
          "projection_dead_letter",
          "cluster_lease",
          "cluster_node",
          "account",
          "attempt",
          "first_admin",
          "platform_admin",
          "platform_admin_fact",
          // a person's, in whichever workspace they are
          "one_time_token",
          "totp",
          "recovery_code",
          "passkey",
          "passkey_ceremony",
          "known_device",
          // the installation's
          "installation_value",
          "sandbox_mail",
          "mail_stop",
          "mail_suppressed",
          "mail_settings",
          "seal_key",
          "seal_node",
          "secret_mark",
          "model_catalog",
          "model_list_turn",
          // what is for sale, to everybody alike
          "plan_offer",
          "plan_price",
          "plan_bundle",
          "plan_attachment",
          "plan_free_limit",
          "coupon",
          // what the payment provider says, before it is known of whom
          "payment_notice",
          "payment_look",
          "payment_round",
          "payment_stand_in");

  @Test
  void every_table_is_kept_apart_or_named_here() {
    List<String> open =
        DB.database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        SELECT relname FROM pg_class
                        WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
                          AND NOT (relrowsecurity AND relforcerowsecurity)
                        """)
                    .mapTo(String.class)
                    .list());
    assertThat(open).contains("account").isSubsetOf(SHARED);
  }

  @Test
  void the_application_is_neither_owner_nor_able_to_change_the_schema() {
    assertThat(DatabaseSafety.of(DB.database().jdbi()).bypassesRowSecurity()).isFalse();
    assertThatThrownBy(() ->
            DB.database()
                .jdbi()
                .useHandle(h -> h.execute("ALTER TABLE note DISABLE ROW LEVEL SECURITY")))
        .hasMessageContaining("owner");
  }

  @Test
  void ids_and_json_go_in_and_come_out_as_values() {
    WorkspaceId workspace = new WorkspaceId(IDS.next("wsp"));
    DB.database()
        .jdbi()
        .useHandle(h -> {
          assertThat(h.createQuery("SELECT :w").bind("w", workspace).mapTo(WorkspaceId.class).one())
              .isEqualTo(workspace);
          assertThat(
                  h.createQuery("SELECT :j -> 'a'")
                      .bind("j", new Jsonb("{\"a\": [1]}"))
                      .mapTo(Jsonb.class)
                      .one())
              .isEqualTo(new Jsonb("[1]"));
        });
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
