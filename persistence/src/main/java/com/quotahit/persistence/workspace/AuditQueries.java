package com.quotahit.persistence.workspace;

import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditLine;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The audit log as people read it. Blocking: call it from virtual threads only. */
public final class AuditQueries {

  /**
   * Which entries are shown; empty means any.
   *
   * @param action a whole action, or its beginning when it ends with a dot
   * @param actor a user's id, also where somebody else acted in that name, or {@code kind:id}
   * @param before only entries with a lower number
   */
  public record Filter(
      Optional<String> action,
      Optional<String> actor,
      Optional<String> subject,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Long> before) {

    public Filter before(long seq) {
      return new Filter(action, actor, subject, from, to, Optional.of(seq));
    }
  }

  /**
   * An entry with the names that its people have today.
   *
   * @param names by user id; somebody who was deleted has none
   */
  public record Shown(AuditLine line, byte[] hash, Map<String, String> names) {}

  private final TenantScope tenants;

  public AuditQueries(Database database) {
    this.tenants = database.tenants();
  }

  /** Newest first. */
  public List<Shown> list(AuditChain chain, Filter filter, int most) {
    return switch (chain) {
      case AuditChain.OfWorkspace of ->
          tenants.inWorkspace(of.workspace(), handle -> list(handle, chain, filter, most));
      case AuditChain.OfPlatform _ ->
          tenants.acrossWorkspaces(handle -> list(handle, chain, filter, most));
    };
  }

  private static List<Shown> list(Handle handle, AuditChain chain, Filter filter, int most) {
    List<AuditRow> rows =
        handle
            .createQuery(
                AuditRow.SELECT
                    + """
                     FROM audit_entry e WHERE workspace_id = :chain
                      AND (:action::text IS NULL OR e.action = :action
                           OR (right(:action, 1) = '.' AND starts_with(e.action, :action)))
                      AND (:actor::text IS NULL OR e.actor = :actor
                           OR e.actor = 'user:' || :actor OR e.on_behalf_of = :actor)
                      AND (:subject::text IS NULL OR e.subject = :subject)
                      AND (:from::timestamptz IS NULL OR e.at >= :from)
                      AND (:to::timestamptz IS NULL OR e.at < :to)
                      AND (:before::bigint IS NULL OR e.seq < :before)
                    ORDER BY e.seq DESC LIMIT :most
                    """)
            .bind("chain", chain.key())
            .bind("action", filter.action().orElse(null))
            .bind("actor", filter.actor().orElse(null))
            .bind("subject", filter.subject().orElse(null))
            .bindByType("from", filter.from().orElse(null), Instant.class)
            .bindByType("to", filter.to().orElse(null), Instant.class)
            .bindByType("before", filter.before().orElse(null), Long.class)
            .bind("most", most)
            .map((row, _) -> AuditRow.of(row))
            .list();
    Map<String, String> names = names(handle, rows);
    return rows.stream()
        .filter(row -> row.line().isPresent())
        .map(row -> new Shown(row.line().get(), row.hash(), names))
        .toList();
  }

  private static Map<String, String> names(Handle handle, List<AuditRow> rows) {
    TreeSet<String> users = new TreeSet<>();
    for (AuditRow row : rows) {
      row.line()
          .ifPresent(line -> {
            users.add(line.actor().substring(line.actor().indexOf(':') + 1));
            users.add(line.onBehalfOf());
          });
    }
    Map<String, String> names = new HashMap<>();
    if (!users.isEmpty()) {
      handle
          .createQuery("SELECT user_id, name FROM account WHERE user_id IN (<users>)")
          .bindList("users", new ArrayList<>(users))
          .map((row, _) -> Map.entry(row.getString("user_id"), row.getString("name")))
          .forEach(name -> names.put(name.getKey(), name.getValue()));
    }
    return names;
  }
}
