package com.quotahit.persistence.workspace;

import com.quotahit.core.workspace.PlatformAdminsPort.Person;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * Takes a deleted person out of every table: rows that are theirs alone go, and where a row says
 * something else besides, their address is taken out of it. What stays, and why, is written in
 * docs/operations/personal-data.md, and a test goes over all tables for it.
 */
final class PersonTraces {

  private record Theirs(String table, String condition) {}

  private record Told(String table, String one, String other) {}

  private static final List<Theirs> ROWS =
      List.of(
          new Theirs("totp", "user_id = :user"),
          new Theirs("passkey", "user_id = :user"),
          new Theirs("passkey_ceremony", "user_id = :user"),
          new Theirs("recovery_code", "user_id = :user"),
          new Theirs("one_time_token", "user_id = :user"),
          new Theirs("known_device", "user_id = :user"),
          new Theirs("single_sign_on_identity", "user_id = :user"),
          new Theirs("notification", "user_id = :user"),
          new Theirs("notification_preference", "user_id = :user"),
          new Theirs("voice_ticket", "user_id = :user"),
          new Theirs("provider_key", "owner = :user"),
          new Theirs("model_budget", "scope = 'user' AND subject = :user"),
          new Theirs("model_spend", "scope = 'user' AND subject = :user"),
          new Theirs("model_hold", "scope = 'user' AND subject = :user"),
          new Theirs("idempotency", "scope = :user OR body ~* :mention"),
          new Theirs("sandbox_mail", "lower(recipient) = :email"));

  private static final String A_DELETED_ADDRESS = "(a deleted address)";

  private PersonTraces() {}

  /**
   * @param handle across all workspaces, in the transaction that deletes the account
   * @param person as they were
   */
  static void erase(Handle handle, Person person) {
    String email = person.email().toLowerCase(Locale.ROOT);
    letters(handle, person, email);
    for (Theirs theirs : ROWS) {
      handle
          .createUpdate("DELETE FROM " + theirs.table() + " WHERE " + theirs.condition())
          .configure(SqlStatements.class, each -> each.setUnusedBindingAllowed(true))
          .bind("user", person.user())
          .bind("email", email)
          .bind("mention", mention(email))
          .execute();
    }
    handle.execute("DELETE FROM workspace_invitation WHERE email = ?", email);
    toldToOthers(handle, email);
  }

  /**
   * No letter goes to them any more. The rows stay without what was written, so that none is sent a
   * second time; a sealed letter is known by its key, which names the person or the invitation.
   */
  private static void letters(Handle handle, Person person, String email) {
    handle
        .createUpdate(
            """
            UPDATE outbox
            SET payload = '{}',
                state = CASE WHEN state = 'SENT' THEN 'SENT' ELSE 'FAILED' END,
                problem = CASE WHEN state = 'SENT' THEN problem ELSE 'the person was deleted' END,
                settled_at = coalesce(settled_at, clock_timestamp()),
                owner = NULL, lease_until = NULL, fence = fence + 1
            WHERE kind = 'mail.send'
              AND (lower(payload ->> 'to') = :email
                   OR jsonb_exists(payload, 'sealed')
                     AND (split_part(business_key, '/', 2) = :user
                          OR split_part(business_key, '/', 2) IN (
                            SELECT id FROM workspace_invitation WHERE email = :email)))
            """)
        .bind("email", email)
        .bind("user", person.user())
        .execute();
    handle
        .createUpdate(
            """
            UPDATE outbox SET payload = '{}'
            WHERE state IN ('SENT', 'FAILED') AND payload::text ~* :mention
            """)
        .bind("mention", mention(email))
        .execute();
  }

  private static void toldToOthers(Handle handle, String email) {
    for (Told told :
        List.of(
            new Told("notification", "title", "body"),
            new Told("sandbox_mail", "text_body", "html_body"))) {
      handle
          .createUpdate(
              """
              UPDATE <table>
              SET <one> = regexp_replace(<one>, :mention, :instead, 'gi'),
                  <other> = regexp_replace(<other>, :mention, :instead, 'gi')
              WHERE concat(<one>, ' ', <other>) ~* :mention
              """)
          .define("table", told.table())
          .define("one", told.one())
          .define("other", told.other())
          .bind("mention", mention(email))
          .bind("instead", A_DELETED_ADDRESS)
          .execute();
    }
  }

  /** The address as a whole, not as the end of somebody else's. */
  private static String mention(String email) {
    return "(?<![[:alnum:]._%+-])"
        + email.replaceAll("[^a-z0-9]", "\\\\$0")
        + "(?![[:alnum:]-]|[.][[:alnum:]])";
  }
}
