package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.ImpersonationsPort.Ended;
import com.quotahit.core.workspace.PlatformAdminsPort;
import com.quotahit.core.workspace.PlatformAdminsPort.Membership;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.workspace.AuditTable.Chained;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Platform admins and what they do to accounts, in the tables {@code account} and {@code
 * platform_admin}. Whatever could take away the last admin waits in one line.
 */
public final class PlatformAdminTable implements PlatformAdminsPort {

  private final TenantScope tenants;

  public PlatformAdminTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public List<Person> search(Search search, int most) {
    return tenants.acrossWorkspaces(handle -> PersonRows.search(handle, search, most));
  }

  @Override
  public Optional<Person> find(UserId user) {
    return tenants.acrossWorkspaces(handle -> PersonRows.find(handle, user));
  }

  /** All platform admins, for the operator of the machine. */
  public List<Person> admins() {
    return tenants.acrossWorkspaces(PersonRows::admins);
  }

  @Override
  public List<WorkspaceSeen> workspaces(String text, Optional<String> after, int most) {
    return tenants.acrossWorkspaces(handle -> PersonRows.workspaces(handle, text, after, most));
  }

  @Override
  public Outcome act(UserId user, Act act, AuditEntry entry) {
    return tenants.acrossWorkspaces(handle -> {
      oneAfterTheOther(handle);
      Optional<Person> found =
          PersonRows.find(handle, user).filter(person -> person.status() != Status.DELETED);
      if (found.isEmpty()) {
        return new Outcome.NoSuchUser();
      }
      List<Chained> log = new ArrayList<>();
      Outcome outcome = act(handle, found.get(), act, entry, log);
      if (outcome instanceof Outcome.Done done && done.changed()) {
        describe(found.get(), act, described(found.get(), act, entry), log);
        fact(handle, found.get(), act, entry);
        AuditTable.appendAll(handle, log);
      }
      return outcome;
    });
  }

  /**
   * What is done to somebody's account is their workspaces' concern too; who runs the installation
   * is not.
   */
  private static void describe(Person person, Act act, AuditEntry entry, List<Chained> log) {
    boolean tenantsConcern =
        switch (act) {
          case Act.Suspend _, Act.Reactivate _, Act.Delete _ -> true;
          case Act.Grant _, Act.Revoke _ -> false;
        };
    if (tenantsConcern) {
      workspaces(person).forEach(workspace -> log.add(Chained.of(workspace, entry)));
    }
    log.add(Chained.ofPlatform(entry));
  }

  /** Whoever is deleted is nothing any more. */
  private static void fact(Handle handle, Person person, Act act, AuditEntry entry) {
    Optional<Fact.Right> right =
        switch (act) {
          case Act.Grant _ -> Optional.of(Fact.Right.GRANTED);
          case Act.Revoke _ -> Optional.of(Fact.Right.REVOKED);
          case Act.Delete _ ->
              person.platformAdmin() ? Optional.of(Fact.Right.REVOKED) : Optional.empty();
          case Act.Suspend _, Act.Reactivate _ -> Optional.empty();
        };
    right.ifPresent(what ->
        handle
            .createUpdate(
                """
                INSERT INTO platform_admin_fact (user_id, what, done_by, at)
                VALUES (:user, :what, :by, :at)
                """)
            .bind("user", person.user())
            .bind("what", what.name())
            .bind("by", Jsonb.of(entry.by()))
            .bind("at", entry.at())
            .execute());
  }

  @Override
  public List<Fact> facts(int most) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                SELECT f.id, f.user_id, a.home_workspace, f.what, f.done_by
                FROM platform_admin_fact f JOIN account a ON a.user_id = f.user_id
                ORDER BY f.id LIMIT :most
                """)
            .bind("most", most)
            .map((row, _) ->
                new Fact(
                    row.getLong("id"),
                    new UserId(row.getString("user_id")),
                    new WorkspaceId(row.getString("home_workspace")),
                    Fact.Right.valueOf(row.getString("what")),
                    new Jsonb(row.getString("done_by")).as(By.class)))
            .list());
  }

  @Override
  public void told(Fact fact) {
    tenants.acrossWorkspaces(
        handle -> handle.execute("DELETE FROM platform_admin_fact WHERE id = ?", fact.id()));
  }

  private static void oneAfterTheOther(Handle handle) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtextextended('platform-admins', 0)) IS NULL")
        .mapTo(Boolean.class)
        .one();
  }

  private static Outcome act(
      Handle handle, Person person, Act act, AuditEntry entry, List<Chained> log) {
    return switch (act) {
      case Act.Suspend(String reason) -> suspend(handle, person, reason, entry, log);
      case Act.Reactivate _ -> reactivate(handle, person);
      case Act.Grant _ -> grant(handle, person);
      case Act.Revoke _ -> revoke(handle, person, entry, log);
      case Act.Delete _ -> delete(handle, person, entry, log);
    };
  }

  private static Outcome suspend(
      Handle handle, Person person, String reason, AuditEntry entry, List<Chained> log) {
    if (person.status() == Status.SUSPENDED) {
      return unchanged();
    }
    if (isLastAdmin(handle, person)) {
      return new Outcome.LastAdmin();
    }
    handle
        .createUpdate(
            "UPDATE account SET suspended_at = :at, suspended_reason = :reason WHERE user_id = :user")
        .bind("at", entry.at())
        .bind("reason", reason)
        .bind("user", person.user())
        .execute();
    return dead(handle, person, entry, log);
  }

  private static Outcome reactivate(Handle handle, Person person) {
    int changed =
        handle
            .createUpdate(
                """
                UPDATE account SET suspended_at = NULL, suspended_reason = ''
                WHERE user_id = :user AND suspended_at IS NOT NULL
                """)
            .bind("user", person.user())
            .execute();
    return new Outcome.Done(changed == 1, List.of(), List.of(), workspaces(person));
  }

  private static Outcome grant(Handle handle, Person person) {
    if (person.status() != Status.ACTIVE) {
      return new Outcome.NotActive();
    }
    int changed =
        handle
            .createUpdate(
                "INSERT INTO platform_admin (user_id) VALUES (:user) ON CONFLICT DO NOTHING")
            .bind("user", person.user())
            .execute();
    // Sessions say what their user may do; they are asked for anew.
    return new Outcome.Done(
        changed == 1, living(handle, person.user()), List.of(), workspaces(person));
  }

  private static Outcome revoke(Handle handle, Person person, AuditEntry entry, List<Chained> log) {
    if (!person.platformAdmin()) {
      return unchanged();
    }
    if (isLastAdmin(handle, person)) {
      return new Outcome.LastAdmin();
    }
    handle.execute("DELETE FROM platform_admin WHERE user_id = ?", person.user());
    List<Ended> ended = ImpersonationTable.withdraw(handle, person.user(), entry.at(), log);
    return new Outcome.Done(true, living(handle, person.user()), ended, workspaces(person));
  }

  private static Outcome delete(Handle handle, Person person, AuditEntry entry, List<Chained> log) {
    if (isLastAdmin(handle, person)) {
      return new Outcome.LastAdmin();
    }
    handle.execute("DELETE FROM platform_admin WHERE user_id = ?", person.user());
    handle
        .createUpdate(
            """
            UPDATE account
            SET email = 'deleted-' || lower(user_id) || '@deleted.invalid', name = 'Deleted user',
                workspace_name = 'Deleted workspace', password_hash = '', idempotency_key = NULL, suspended_at = :at,
                suspended_reason = '', deleted_at = :at
            WHERE user_id = :user
            """)
        .bind("at", entry.at())
        .bind("user", person.user())
        .execute();
    PersonTraces.erase(handle, person);
    return dead(handle, person, entry, log);
  }

  /** Somebody who is suspended cannot act, so they do not count. */
  private static boolean isLastAdmin(Handle handle, Person person) {
    return person.platformAdmin()
        && person.status() == Status.ACTIVE
        && handle
                .createQuery(
                    """
                    SELECT count(*) FROM platform_admin p
                    JOIN account a ON a.user_id = p.user_id
                    WHERE a.state = 'active' AND a.suspended_at IS NULL
                    """)
                .mapTo(int.class)
                .one()
            <= 1;
  }

  private static Outcome dead(Handle handle, Person person, AuditEntry entry, List<Chained> log) {
    List<Ended> ended = ImpersonationTable.withdraw(handle, person.user(), entry.at(), log);
    List<Outcome.Dead> dead =
        handle
            .createQuery(
                "DELETE FROM session WHERE user_id = :user RETURNING session_id, token_hash")
            .bind("user", person.user())
            .map((row, _) ->
                new Outcome.Dead(row.getString("session_id"), row.getBytes("token_hash")))
            .list();
    return new Outcome.Done(true, dead, ended, workspaces(person));
  }

  private static List<Outcome.Dead> living(Handle handle, UserId user) {
    return handle
        .createQuery("SELECT session_id, token_hash FROM session WHERE user_id = :user")
        .bind("user", user)
        .map((row, _) -> new Outcome.Dead(row.getString("session_id"), row.getBytes("token_hash")))
        .list();
  }

  private static List<WorkspaceId> workspaces(Person person) {
    return person.workspaces().stream().map(Membership::workspace).toList();
  }

  private static Outcome unchanged() {
    return new Outcome.Done(false, List.of(), List.of(), List.of());
  }

  private static AuditEntry described(Person person, Act act, AuditEntry entry) {
    Map<String, String> after =
        switch (act) {
          case Act.Suspend(String reason) -> Map.of("reason", reason);
          case Act.Reactivate _, Act.Grant _, Act.Revoke _, Act.Delete _ -> Map.of();
        };
    String action =
        switch (act) {
          case Act.Suspend _ -> "user.suspended";
          case Act.Reactivate _ -> "user.reactivated";
          case Act.Grant _ -> "user.platform-admin-granted";
          case Act.Revoke _ -> "user.platform-admin-revoked";
          case Act.Delete _ -> "user.deleted";
        };
    return new AuditEntry(
        action,
        "user:" + person.user(),
        Map.of(),
        after,
        entry.by(),
        entry.from(),
        entry.requestId(),
        entry.at());
  }
}
