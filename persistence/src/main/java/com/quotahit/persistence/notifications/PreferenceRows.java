package com.quotahit.persistence.notifications;

import com.quotahit.core.notifications.Preferences;
import com.quotahit.core.notifications.QuietHours;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.NewsType;
import com.quotahit.persistence.database.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Preferences within a transaction that is open already. */
final class PreferenceRows {

  /** Choices by the codes of their types, so that a type may get another name in the program. */
  record Stored(Map<String, Preferences.Choice> choices) {}

  private PreferenceRows() {}

  static Preferences read(Handle handle, WorkspaceId workspace, UserId user) {
    return handle
        .createQuery(
            """
            SELECT choices, quiet_from, quiet_to, zone, digest_at FROM notification_preference
            WHERE workspace_id = :ws AND user_id = :user
            """)
        .bind("ws", workspace)
        .bind("user", user)
        .map((row, _) -> preferences(row))
        .findOne()
        .orElseGet(Preferences::usual);
  }

  private static Preferences preferences(ResultSet row) throws SQLException {
    Map<NewsType, Preferences.Choice> choices = new EnumMap<>(NewsType.class);
    new Jsonb(row.getString("choices"))
        .as(Stored.class)
        .choices()
        .forEach((code, choice) -> NewsType.of(code).ifPresent(type -> choices.put(type, choice)));
    return new Preferences(
        choices,
        new QuietHours(
            LocalTime.parse(row.getString("quiet_from")),
            LocalTime.parse(row.getString("quiet_to")),
            ZoneId.of(row.getString("zone"))),
        LocalTime.parse(row.getString("digest_at")));
  }

  static void write(Handle handle, WorkspaceId workspace, UserId user, Preferences preferences) {
    Map<String, Preferences.Choice> choices = new TreeMap<>();
    preferences.choices().forEach((type, choice) -> choices.put(type.code(), choice));
    handle
        .createUpdate(
            """
            INSERT INTO notification_preference
              (workspace_id, user_id, choices, quiet_from, quiet_to, zone, digest_at)
            VALUES (:ws, :user, :choices, :from, :to, :zone, :digest)
            ON CONFLICT (workspace_id, user_id) DO UPDATE SET
              choices = excluded.choices, quiet_from = excluded.quiet_from,
              quiet_to = excluded.quiet_to, zone = excluded.zone, digest_at = excluded.digest_at
            """)
        .bind("ws", workspace)
        .bind("user", user)
        .bind("choices", Jsonb.of(new Stored(choices)))
        .bind("from", preferences.quiet().from().toString())
        .bind("to", preferences.quiet().to().toString())
        .bind("zone", preferences.zone().getId())
        .bind("digest", preferences.digestAt().toString())
        .execute();
  }
}
