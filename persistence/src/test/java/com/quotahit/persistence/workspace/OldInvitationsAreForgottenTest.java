package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.outbox.MailOutbox;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class OldInvitationsAreForgottenTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final WorkspaceId NORTH =
      new WorkspaceId(IdSource.uuidV7(() -> NOW, new Random(3)).next("wsp"));

  @AfterAll
  static void close() {
    DB.close();
  }

  private static void invitation(String id, String state, int ranOutDaysAgo) {
    DB.database()
        .tenants()
        .useWorkspace(
            NORTH,
            handle ->
                handle.execute(
                    """
                    INSERT INTO workspace_invitation (workspace_id, id, email, role, token_hash,
                      state, invited_by, created_at, expires_at)
                    VALUES (?, ?, ?, 'rep', CAST(? AS bytea), ?, 'usr_1', now(),
                      CAST(? AS timestamptz))
                    """,
                    NORTH.value(),
                    id,
                    id + "@example.com",
                    id,
                    state,
                    NOW.minusSeconds(86_400L * ranOutDaysAgo).toString()));
  }

  @Test
  void what_ran_out_long_ago_goes_and_what_is_open_or_being_taken_up_stays() {
    invitation("revoked-old", "revoked", 31);
    invitation("accepted-old", "accepted", 31);
    invitation("expired-old", "pending", 31);
    invitation("accepting-old", "accepting", 31);
    invitation("expired-new", "pending", 1);
    invitation("open", "pending", -6);
    InvitationTable table =
        new InvitationTable(DB.database(), new MailOutbox(DB.database(), () -> NOW));
    assertThat(table.forget(NOW.minusSeconds(86_400L * 30))).isEqualTo(3);
    List<String> left =
        DB.database()
            .tenants()
            .inWorkspace(
                NORTH,
                handle ->
                    handle
                        .createQuery("SELECT id FROM workspace_invitation ORDER BY id")
                        .mapTo(String.class)
                        .list());
    assertThat(left).containsExactly("accepting-old", "expired-new", "open");
  }
}
