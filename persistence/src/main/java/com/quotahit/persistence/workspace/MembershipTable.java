package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.MembershipsPort;
import com.quotahit.core.workspace.Placement;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who is a member of what, in {@code workspace} and {@code workspace_member}. Somebody's workspaces
 * are looked up across all of them, by an id that only a proved sign-in gives.
 */
public final class MembershipTable implements MembershipsPort {

  private static final String PERSON =
      """
      SELECT m.user_id, a.name, a.email, m.role, m.team_id, m.team_ids, m.joined_at,
             a.suspended_at IS NOT NULL AS suspended
      FROM workspace_member m JOIN account a ON a.user_id = m.user_id
      WHERE m.workspace_id = :workspace AND m.active
      """;

  private final TenantScope tenants;

  public MembershipTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public List<Membership> ofUser(UserId user) {
    return tenants.acrossWorkspaces(handle -> ofUser(handle, user));
  }

  static List<Membership> ofUser(Handle handle, UserId user) {
    return handle
        .createQuery(
            """
            SELECT w.workspace_id, w.name, m.role, w.deleted_until
            FROM workspace_member m JOIN workspace w ON w.workspace_id = m.workspace_id
            WHERE m.user_id = :user AND m.active
              AND (w.deleted_until IS NULL OR m.role = 'owner' AND w.deleted_until > now())
            ORDER BY w.deleted_until NULLS FIRST, m.joined_at, w.workspace_id
            LIMIT 200
            """)
        .bind("user", user)
        .map((row, _) ->
            new Membership(
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow(),
                ApiKeyTable.moment(row, "deleted_until")))
        .list();
  }

  @Override
  public List<Person> members(WorkspaceId workspace, Filter filter, int rows) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    PERSON
                        + """
                         AND (:query::text IS NULL OR a.name ILIKE :query OR a.email ILIKE :query)
                         AND (:anywhere OR m.team_id = ANY (:teams) OR m.team_ids && :teams::text[])
                         AND (:after::text IS NULL OR m.user_id > :after)
                        ORDER BY m.user_id LIMIT :rows
                        """)
                .bind("workspace", workspace)
                .bind("query", filter.query().map(MembershipTable::pattern).orElse(null))
                .bind("anywhere", filter.teams().isEmpty())
                .bindArray(
                    "teams",
                    String.class,
                    filter.teams().orElse(Set.of()).stream().map(TeamId::value).toList())
                .bind("after", filter.after().map(UserId::value).orElse(null))
                .bind("rows", rows)
                .map((row, _) -> person(row))
                .list());
  }

  @Override
  public Optional<Person> member(WorkspaceId workspace, UserId user) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(PERSON + " AND m.user_id = :user")
                .bind("workspace", workspace)
                .bind("user", user)
                .map((row, _) -> person(row))
                .findOne());
  }

  @Override
  public Optional<Addressee> addressee(WorkspaceId workspace, UserId user) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT a.email, a.name, w.name AS workspace_name
                    FROM workspace_member m
                    JOIN account a ON a.user_id = m.user_id
                    JOIN workspace w ON w.workspace_id = m.workspace_id
                    WHERE m.workspace_id = :workspace AND m.user_id = :user
                      AND a.deleted_at IS NULL
                    """)
                .bind("workspace", workspace)
                .bind("user", user)
                .map((row, _) ->
                    new Addressee(
                        new EmailAddress(row.getString("email")),
                        row.getString("name"),
                        row.getString("workspace_name")))
                .findOne());
  }

  @Override
  public Optional<String> nameOf(UserId user) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery("SELECT name FROM account WHERE user_id = :user")
            .bind("user", user)
            .mapTo(String.class)
            .findOne());
  }

  @Override
  public Optional<Instant> createdAt(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery("SELECT created_at FROM workspace WHERE workspace_id = :workspace")
                .bind("workspace", workspace)
                .mapTo(Instant.class)
                .findOne());
  }

  @Override
  public void record(WorkspaceId workspace, Workspace state, long revision) {
    tenants.useWorkspace(
        workspace,
        handle -> {
          switch (state) {
            // Rows of what is gone are deleted by whoever empties the bin, and do not come back.
            case Workspace.Absent _, Workspace.Emptied _ -> {}
            case Workspace.Open open -> record(handle, workspace, open, null, revision);
            case Workspace.Discarded(Workspace.Open was, Instant until) ->
                record(handle, workspace, was, until, revision);
          }
        });
  }

  private static void record(
      Handle handle,
      WorkspaceId workspace,
      Workspace.Open open,
      @Nullable Instant deletedUntil,
      long revision) {
    handle
        .createUpdate(
            """
            INSERT INTO workspace (workspace_id, name, deleted_until, revision)
            VALUES (:workspace, :name, :until, :revision)
            ON CONFLICT (workspace_id) DO UPDATE
            SET name = excluded.name, deleted_until = excluded.deleted_until,
                revision = excluded.revision
            WHERE workspace.revision < excluded.revision
            """)
        .bind("workspace", workspace)
        .bind("name", open.name())
        .bind("until", deletedUntil)
        .bind("revision", revision)
        .execute();
    for (Workspace.Member member : open.members()) {
      member(handle, workspace, member, revision);
    }
    handle
        .createUpdate(
            """
            UPDATE workspace_member SET active = false, revision = :revision
            WHERE workspace_id = :workspace AND revision < :revision
              AND NOT user_id = ANY (:members)
            """)
        .bind("workspace", workspace)
        .bind("revision", revision)
        .bindArray(
            "members", String.class, open.members().stream().map(m -> m.user().value()).toList())
        .execute();
  }

  static void member(Handle handle, WorkspaceId workspace, Workspace.Member member, long revision) {
    handle
        .createUpdate(
            """
            INSERT INTO workspace_member
              (workspace_id, user_id, role, team_id, team_ids, active, revision)
            VALUES (:workspace, :user, :role, :team, :teams, true, :revision)
            ON CONFLICT (workspace_id, user_id) DO UPDATE
            SET role = excluded.role, team_id = excluded.team_id, team_ids = excluded.team_ids,
                active = true, revision = excluded.revision,
                joined_at = CASE WHEN workspace_member.active THEN workspace_member.joined_at
                            ELSE now() END
            WHERE workspace_member.revision < excluded.revision
            """)
        .bind("workspace", workspace)
        .bind("user", member.user())
        .bind("role", member.role().code())
        .bind("team", member.placement().team().map(TeamId::value).orElse(null))
        .bindArray(
            "teams",
            String.class,
            member.placement().others().stream().map(TeamId::value).sorted().toList())
        .bind("revision", revision)
        .execute();
  }

  /** What somebody typed stands for itself; their percent signs are percent signs. */
  private static String pattern(String typed) {
    String plain = typed.strip().replaceAll("([\\\\%_])", "\\\\$1");
    return "%" + plain.toLowerCase(Locale.ROOT) + "%";
  }

  private static Person person(ResultSet row) throws SQLException {
    String team = row.getString("team_id");
    return new Person(
        new UserId(row.getString("user_id")),
        row.getString("name"),
        new EmailAddress(row.getString("email")),
        Role.of(row.getString("role")).orElseThrow(),
        new Placement(
            Optional.ofNullable(team).map(TeamId::new),
            Arrays.stream((String[]) row.getArray("team_ids").getArray())
                .map(TeamId::new)
                .collect(Collectors.toSet())),
        row.getObject("joined_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("suspended"));
  }
}
