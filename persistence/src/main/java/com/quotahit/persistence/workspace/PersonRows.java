package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.PlatformAdminsPort.Membership;
import com.quotahit.core.workspace.PlatformAdminsPort.Person;
import com.quotahit.core.workspace.PlatformAdminsPort.Search;
import com.quotahit.core.workspace.PlatformAdminsPort.Status;
import com.quotahit.core.workspace.PlatformAdminsPort.WorkspaceSeen;
import com.quotahit.core.workspace.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Accounts and workspaces as platform admins see them: across all workspaces. */
final class PersonRows {

  private static final String STATUS =
      """
      CASE WHEN a.deleted_at IS NOT NULL THEN 'DELETED'
           WHEN a.suspended_at IS NOT NULL THEN 'SUSPENDED'
           WHEN a.state = 'pending' THEN 'PENDING' ELSE 'ACTIVE' END
      """;

  private static final String SELECT =
      """
      SELECT a.user_id, a.name, a.email, a.created_at, a.suspended_reason,
             p.user_id IS NOT NULL AS platform_admin,
             EXISTS (SELECT 1 FROM totp t WHERE t.user_id = a.user_id AND t.stage = 'confirmed')
               OR EXISTS (SELECT 1 FROM passkey k WHERE k.user_id = a.user_id) AS second_factor,
             (SELECT max(s.last_seen_at) FROM session s WHERE s.user_id = a.user_id) AS last_seen_at,
      """
          + STATUS
          + """
           AS status
          FROM account a LEFT JOIN platform_admin p ON p.user_id = a.user_id
          """;

  private PersonRows() {}

  static Optional<Person> find(Handle handle, UserId user) {
    return withWorkspaces(
            handle,
            handle
                .createQuery(SELECT + " WHERE a.user_id = :user")
                .bind("user", user)
                .map((row, _) -> person(row))
                .list())
        .stream()
        .findFirst();
  }

  static List<Person> admins(Handle handle) {
    return withWorkspaces(
        handle,
        handle
            .createQuery(SELECT + " WHERE p.user_id IS NOT NULL ORDER BY a.user_id")
            .map((row, _) -> person(row))
            .list());
  }

  static List<Person> search(Handle handle, Search search, int most) {
    return withWorkspaces(
        handle,
        handle
            .createQuery(
                SELECT
                    + """
                     WHERE (:text = '' OR a.user_id = :text
                            OR strpos(lower(a.name), :text) > 0 OR strpos(a.email, :text) > 0
                            OR EXISTS (SELECT 1 FROM workspace_member m
                                       JOIN workspace w ON w.workspace_id = m.workspace_id
                                       WHERE m.user_id = a.user_id AND m.active
                                         AND (w.workspace_id = :text
                                              OR strpos(lower(w.name), :text) > 0)))
                      AND (:status::text IS NULL OR
                    """
                    + STATUS
                    + """
                      = :status)
                      AND (:after::text IS NULL OR a.user_id < :after)
                    ORDER BY a.user_id DESC LIMIT :most
                    """)
            .bind("text", search.text().strip().toLowerCase(Locale.ROOT))
            .bind("status", search.status().map(Status::name).orElse(null))
            .bind("after", search.after().orElse(null))
            .bind("most", most)
            .map((row, _) -> person(row))
            .list());
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        new UserId(row.getString("user_id")),
        row.getString("name"),
        row.getString("email"),
        Status.valueOf(row.getString("status")),
        row.getBoolean("platform_admin"),
        List.of(),
        Optional.ofNullable(row.getObject("last_seen_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        AccountTable.instant(row, "created_at"),
        row.getBoolean("second_factor"),
        row.getString("suspended_reason"));
  }

  private static List<Person> withWorkspaces(Handle handle, List<Person> people) {
    if (people.isEmpty()) {
      return people;
    }
    Map<UserId, List<Membership>> of = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT m.user_id, m.workspace_id, w.name, m.role FROM workspace_member m
            JOIN workspace w ON w.workspace_id = m.workspace_id AND w.deleted_until IS NULL
            WHERE m.active AND m.user_id IN (<users>) ORDER BY m.workspace_id
            """)
        .bindList("users", people.stream().map(person -> person.user().value()).toList())
        .map((row, _) ->
            Map.entry(
                new UserId(row.getString("user_id")),
                new Membership(
                    new WorkspaceId(row.getString("workspace_id")),
                    row.getString("name"),
                    Role.of(row.getString("role")).orElseThrow())))
        .forEach(found ->
            of.computeIfAbsent(found.getKey(), _ -> new ArrayList<>()).add(found.getValue()));
    return people.stream()
        .map(person ->
            new Person(
                person.user(),
                person.name(),
                person.email(),
                person.status(),
                person.platformAdmin(),
                of.getOrDefault(person.user(), List.of()),
                person.lastSeenAt(),
                person.createdAt(),
                person.secondFactor(),
                person.suspendedReason()))
        .toList();
  }

  static List<WorkspaceSeen> workspaces(
      Handle handle, String text, Optional<String> after, int most) {
    return handle
        .createQuery(
            """
            SELECT w.workspace_id, w.name, coalesce(t.consent, false) AS consent,
                   (SELECT count(*) FROM workspace_member m
                    WHERE m.workspace_id = w.workspace_id AND m.active) AS members,
                   ARRAY(SELECT a.email FROM workspace_member m
                         JOIN account a ON a.user_id = m.user_id
                         WHERE m.workspace_id = w.workspace_id AND m.active AND m.role = :owner
                         ORDER BY a.email) AS owners
            FROM workspace w LEFT JOIN impersonation_terms t ON t.workspace_id = w.workspace_id
            WHERE (:text = '' OR w.workspace_id = :text OR strpos(lower(w.name), :text) > 0)
              AND (:after::text IS NULL OR w.workspace_id < :after)
            ORDER BY w.workspace_id DESC LIMIT :most
            """)
        .bind("owner", Role.OWNER.code())
        .bind("text", text.strip().toLowerCase(Locale.ROOT))
        .bind("after", after.orElse(null))
        .bind("most", most)
        .map((row, _) ->
            new WorkspaceSeen(
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("name"),
                row.getInt("members"),
                List.of((String[]) row.getArray("owners").getArray()),
                row.getBoolean("consent")))
        .list();
  }
}
