package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.PlatformAdminsPort.Act;
import com.quotahit.core.workspace.PlatformAdminsPort.Outcome;
import com.quotahit.persistence.database.PlantedRows;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Over the catalog of the database: every table either holds something of her before and nothing
 * after, or stands in one of the two lists, which are those of docs/operations/personal-data.md.
 */
@Tag("store")
class ADeletedPersonIsInNoTableTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final IdSource IDS = IdSource.uuidV7(() -> NOW, new Random(31));
  private static final String EMAIL = "vanishing.vera@example.com";
  private static final String NAME = "Vera Vanishing";

  /** Her id stays, without name and address: it says that somebody did or was something. */
  private static final Set<String> ID_STAYS =
      Set.of(
          "account",
          "api_key",
          "audit_entry",
          "impersonation",
          "impersonation_consent",
          "model_use",
          "notification_channel",
          "outbox",
          "practice_context",
          "practice_session",
          "provider_key",
          "workspace_invitation",
          "workspace_member");

  /** Tables that say nothing about a person of a workspace, or only by a hash that runs out. */
  private static final Set<String> OF_NOBODY =
      Set.of(
          "attempt",
          "audit_head",
          "billing_customer",
          "billing_due",
          "cluster_lease",
          "cluster_node",
          "coupon",
          "coupon_redemption",
          "event_journal",
          "event_tag",
          "first_admin",
          "flyway_schema_history",
          "free_action",
          "free_use",
          "impersonation_terms",
          "installation_value",
          "mail_settings",
          "mail_stop",
          "mail_suppressed",
          "model_catalog",
          "model_levels",
          "model_list_turn",
          "model_route",
          "payment_look",
          "payment_notice",
          "payment_round",
          "payment_stand_in",
          "pekko_projection_management",
          "pekko_projection_offset_store",
          "plan_attachment",
          "plan_bundle",
          "plan_free_limit",
          "plan_offer",
          "plan_price",
          "platform_admin",
          "platform_admin_fact",
          "practice_beat",
          "practice_due",
          "practice_hint",
          "practice_turn",
          "projection_dead_letter",
          "seal_key",
          "seal_node",
          "secret_mark",
          "single_sign_on",
          "single_sign_on_attempt",
          "single_sign_on_domain",
          "snapshot",
          "workspace");

  private final PlantedRows rows = new PlantedRows(DB.database());
  private WorkspaceId workspace;
  private UserId vera;
  private Set<String> before;

  @AfterAll
  static void close() {
    DB.close();
  }

  @BeforeEach
  void plant() {
    workspace = new WorkspaceId(IDS.next("wsp"));
    vera = new UserId(IDS.next("usr"));
    account(new UserId(IDS.next("usr")), "the.first@example.com", "Ada");
    account(vera, EMAIL, NAME);
    // Alone in it: it goes into the bin and is emptied with everything in it.
    sql("DELETE FROM workspace WHERE name LIKE 'Vera%'");
    sql("DELETE FROM workspace_member WHERE user_id = '" + vera + "'");
    rows.plant(workspace, "x" + workspace.value().toLowerCase(), vera.value());
    personal();
    inWords();
    before = found(vera.value());
    before.addAll(found(EMAIL));
  }

  private static void account(UserId user, String email, String name) {
    AccountTable accounts = new AccountTable(DB.database());
    Account account =
        new Account(
            new EmailAddress(email),
            user,
            new WorkspaceId(IDS.next("wsp")),
            name,
            name + "'s workspace",
            new PasswordHash("x"),
            Account.Stage.PENDING,
            NOW);
    accounts.reserve(account, Optional.empty());
    accounts.activate(account);
  }

  private void personal() {
    for (String values :
        List.of(
            "one_time_token VALUES (:u, 'verify_email', '\\x01', :e, now(), now())",
            "totp (user_id, stage, seal_version, sealed, since)"
                + " VALUES (:u, 'confirmed', 1, '\\x01', now())",
            "recovery_code VALUES (:u, '\\x01', now(), NULL)",
            "passkey VALUES ('pky_1', '\\x01', :u, '\\x01', 1, :n, now(), NULL)",
            "passkey_ceremony VALUES ('\\x01', 'register', :u, :e, now())",
            "known_device VALUES (:u, '\\x01', 'Firefox', now(), now())",
            "sandbox_mail (message_id, recipient, subject, text_body, html_body)"
                + " VALUES ('m1', :e, 'Hello', 'Hello ' || :n, '')",
            "sandbox_mail (message_id, recipient, subject, text_body, html_body)"
                + " VALUES ('m2', 'bob@example.com', 'News', 'Write to ' || :e || '.', '')",
            "model_budget VALUES (:w, 'user', :u, 1, 80)",
            "model_spend VALUES (:w, current_date, 'user', :u, 1)",
            "model_hold VALUES (:w, 'user', :u, 'use_1', current_date, 1, now())",
            letter("'SENT'", "'k1'", "jsonb_build_object('to', :e, 'name', :n)"),
            letter("'PLANNED'", "'k2'", "jsonb_build_object('to', :e, 'name', :n)"),
            letter("'PLANNED'", "'reset/' || :u || '/1'", "'{\"keyVersion\":1,\"sealed\":\"aa\"}'"),
            letter("'SENT'", "'k3'", "jsonb_build_object('to', 'bob@example.com', 'who', :e)"),
            letter("'PLANNED'", "'k4'", "jsonb_build_object('to', 'other.' || :e)"))) {
      sql("INSERT INTO " + values);
    }
  }

  private static String letter(String state, String key, String payload) {
    return "outbox (workspace_id, kind, business_key, payload, state, not_after) VALUES (:w,"
        + " 'mail.send', "
        + key
        + ", "
        + payload
        + ", "
        + state
        + ", now() + interval '1 day')";
  }

  private void inWords() {
    sql("UPDATE workspace_invitation SET email = :e WHERE workspace_id = :w");
    sql("UPDATE single_sign_on_identity SET subject = :e WHERE workspace_id = :w");
    sql("UPDATE workspace_member SET role = 'rep' WHERE workspace_id = :w");
    sql("UPDATE idempotency SET scope = :u, body = :n WHERE workspace_id = :w");
    sql(
        "INSERT INTO notification (workspace_id, id, user_id, kind, title, body, path, dedupe_key,"
            + " at, shown) VALUES (:w, 'n2', 'usr_bob', 'k', 'News', upper(:e) || ' has come.',"
            + " '/', 'd', now(), true)");
  }

  private void sql(String statement) {
    DB.database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute(
                statement
                    .replace(":u", "'" + vera + "'")
                    .replace(":e", "'" + EMAIL + "'")
                    .replace(":n", "'" + NAME + "'")
                    .replace(":w", "'" + workspace + "'")));
  }

  private static List<String> tables() {
    return DB.database()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT table_name FROM information_schema.tables
                    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                    """)
                .mapTo(String.class)
                .list());
  }

  private static Set<String> found(String text) {
    Set<String> found = new TreeSet<>();
    for (String table : tables()) {
      long count =
          DB.database()
              .tenants()
              .acrossWorkspaces(handle ->
                  handle
                      .createQuery(
                          "SELECT count(*) FROM "
                              + table
                              + " t WHERE strpos(replace(lower(row_to_json(t)::text),"
                              + " 'other.' || :text, ''), :text) > 0")
                      .bind("text", text.toLowerCase(java.util.Locale.ROOT))
                      .mapTo(Long.class)
                      .one());
      if (count > 0) {
        found.add(table);
      }
    }
    return found;
  }

  private void delete() {
    Outcome outcome =
        new PlatformAdminTable(DB.database())
            .act(
                vera,
                new Act.Delete(),
                new AuditEntry(
                    "user.changed",
                    "user:" + vera,
                    Map.of(),
                    Map.of(),
                    new By.Platform("test"),
                    "",
                    "",
                    NOW));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
  }

  private static List<String> letters(String condition) {
    return DB.database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createQuery(
                    "SELECT state FROM outbox WHERE kind = 'mail.send' AND "
                        + condition
                        + " ORDER BY business_key")
                .mapTo(String.class)
                .list());
  }

  @Test
  void every_table_is_thought_of_and_of_her_nothing_but_her_id_stays_where_it_must() {
    Set<String> thoughtOf = new TreeSet<>(before);
    thoughtOf.addAll(OF_NOBODY);
    assertThat(thoughtOf).as("tables").containsAll(tables());
    assertThat(before).hasSizeGreaterThan(25).doesNotContainAnyElementsOf(OF_NOBODY);

    delete();

    assertThat(found(EMAIL)).as("her address").isEmpty();
    assertThat(found(NAME)).as("her name").isEmpty();
    assertThat(found(vera.value())).as("her id").isSubsetOf(ID_STAYS);
    // What waited to be sent to her waits no more; another's letter goes on.
    assertThat(letters("business_key IN ('k1', 'k2', 'k3', 'k4')"))
        .containsExactly("SENT", "FAILED", "SENT", "PLANNED");
    assertThat(letters("business_key LIKE 'reset/%'")).containsExactly("FAILED");
    assertThat(letters("payload::text LIKE '%sealed%'"))
        .as("sealed letters with her address in them")
        .isEmpty();
  }
}
