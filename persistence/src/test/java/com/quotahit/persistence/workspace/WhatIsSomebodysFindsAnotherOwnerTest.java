package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.OwnedRecordsPort;
import com.quotahit.persistence.database.PersonColumns;
import com.quotahit.persistence.database.PlantedRows;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.practice.ContextTable;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Over the catalog of the database: a new column that names a person must be thought about. */
@Tag("store")
class WhatIsSomebodysFindsAnotherOwnerTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final IdSource IDS = IdSource.uuidV7(() -> NOW, new Random(11));

  private static final Set<String> HANDED_OVER =
      Set.of(
          "api_key.created_by",
          "notification_channel.created_by",
          "practice_context.owner_id",
          "workspace_invitation.invited_by");

  private static final Set<String> DELETED =
      Set.of(
          "notification.user_id",
          "notification_preference.user_id",
          "provider_key.created_by",
          "provider_key.owner",
          "voice_ticket.user_id");

  /** Says what somebody did or was, or ends by other means. */
  private static final Set<String> STAYS =
      Set.of(
          // who did what
          "audit_entry.actor",
          "audit_entry.on_behalf_of",
          "impersonation.admin_id",
          "impersonation.ended_by",
          "impersonation.user_id",
          "impersonation_consent.admin_id",
          "impersonation_consent.decided_by",
          "impersonation_consent.user_id",
          "model_use.user_id",
          "workspace_invitation.accepted_by",
          // practice that somebody held stays theirs
          "practice_session.learner_id",
          // the membership itself, and how the provider of the company calls them
          "single_sign_on_identity.user_id",
          "workspace_member.user_id",
          // ended for every member who goes
          "session.user_id",
          // a node, not a person
          "outbox.owner");

  /** Columns that end like a reference and name no person. */
  private static final Set<String> NO_PERSON =
      Set.of(
          "workspace_id",
          "session_id",
          "team_id",
          "turn_id",
          "persona_id",
          "scenario_id",
          "request_id",
          "use_id",
          "key_id",
          "client_id",
          "provider_id");

  /** What may stand there is not one of some words. */
  private static final String FREE_TEXT =
      """
      format_type(a.atttypid, NULL) = 'text' AND NOT EXISTS (
        SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'
          AND k.conkey = ARRAY[a.attnum] AND pg_get_constraintdef(k.oid) LIKE '%ARRAY[%')
      """;

  private final PlantedRows rows = new PlantedRows(DB.database());
  private final List<OwnedRecordsPort> records =
      List.of(
          new ContextTable(DB.database().tenants()), new BelongingsTable(DB.database().tenants()));
  private WorkspaceId workspace;
  private UserId gone;
  private UserId heir;

  @AfterAll
  static void close() {
    DB.close();
  }

  @BeforeEach
  void plant() {
    workspace = new WorkspaceId(IDS.next("wsp"));
    gone = new UserId(IDS.next("usr"));
    heir = new UserId(IDS.next("usr"));
    rows.plant(workspace, "x" + workspace.value().toLowerCase(), gone.value());
  }

  private Set<String> naming(UserId user) {
    Set<String> found = new TreeSet<>();
    for (String column : personal()) {
      String table = column.substring(0, column.indexOf('.'));
      String name = column.substring(column.indexOf('.') + 1);
      long count =
          DB.database()
              .tenants()
              .inWorkspace(
                  workspace,
                  handle ->
                      handle
                          .createQuery(
                              "SELECT count(*) FROM " + table + " WHERE " + name + " = :user")
                          .bind("user", user)
                          .mapTo(Long.class)
                          .one());
      if (count > 0) {
        found.add(column);
      }
    }
    return found;
  }

  private Set<String> personal() {
    Set<String> all = new TreeSet<>();
    for (String column : rows.columns(FREE_TEXT)) {
      if (PersonColumns.names(column.substring(column.indexOf('.') + 1))) {
        all.add(column);
      }
    }
    return all;
  }

  @Test
  void every_column_that_names_a_person_is_thought_of() {
    Set<String> known = new TreeSet<>(HANDED_OVER);
    known.addAll(DELETED);
    known.addAll(STAYS);
    assertThat(personal())
        .as("handed over, deleted or kept, each for a reason")
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void no_reference_goes_by_a_name_that_nobody_has_looked_at() {
    assertThat(rows.columns("a.attname LIKE '%\\_id'"))
        .extracting(column -> column.substring(column.indexOf('.') + 1))
        .filteredOn(name -> !PersonColumns.names(name))
        .isSubsetOf(NO_PERSON);
  }

  @Test
  void what_others_go_on_using_belongs_to_the_heir_and_what_is_personal_is_gone() {
    assertThat(records.stream().mapToLong(port -> port.count(workspace, gone)).sum())
        .isEqualTo(HANDED_OVER.size());
    records.forEach(port -> port.handOver(workspace, gone, heir));
    records.forEach(port -> port.forget(workspace, gone));
    assertThat(naming(heir)).containsExactlyInAnyOrderElementsOf(HANDED_OVER);
    assertThat(naming(gone)).containsExactlyInAnyOrderElementsOf(STAYS);
    assertThat(records.stream().mapToLong(port -> port.count(workspace, gone)).sum()).isZero();
  }
}
