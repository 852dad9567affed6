package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.BinPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Empties deleted workspaces out of the database. Which tables there are is asked of the database
 * itself, so that none is forgotten; the row in {@code workspace} goes last, because it says that
 * there is something left to do. Deletes some at a time, so that nobody waits long for a lock.
 */
public final class BinTable implements BinPort {

  private static final int SOME = 5_000;

  /** Guarded by triggers, deleted through a function; the other is the one that goes last. */
  private static final List<String> OTHERWISE = List.of("audit_entry", "audit_head", "workspace");

  private final TenantScope tenants;
  private final Jdbi jdbi;

  public BinTable(Database database) {
    this.tenants = database.tenants();
    this.jdbi = database.jdbi();
  }

  @Override
  public List<WorkspaceId> claim(int most, Duration lease) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                UPDATE workspace
                SET emptied_by_until = clock_timestamp() + :lease * interval '1 millisecond'
                WHERE workspace_id IN (
                  SELECT workspace_id FROM workspace
                  WHERE deleted_until <= clock_timestamp()
                    AND emptied_by_until < clock_timestamp()
                  ORDER BY deleted_until LIMIT :most FOR UPDATE SKIP LOCKED)
                RETURNING workspace_id
                """)
            .bind("lease", lease.toMillis())
            .bind("most", most)
            .mapTo(String.class)
            .map(WorkspaceId::new)
            .list());
  }

  @Override
  public long empty(WorkspaceId workspace, AuditEntry entry) {
    long gone = facts(workspace);
    for (String table : tables()) {
      if (!OTHERWISE.contains(table)) {
        gone += rows(workspace, table);
      }
    }
    return gone + last(workspace, entry);
  }

  /** Every table that is kept apart by workspace. */
  private List<String> tables() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT quote_ident(c.relname) FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT a.attisdropped
                  AND c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity
                ORDER BY c.relname
                """)
            .mapTo(String.class)
            .list());
  }

  private long rows(WorkspaceId workspace, String table) {
    return someAtATime(() ->
        tenants.inWorkspace(
            workspace,
            handle ->
                handle
                    .createUpdate(
                        "DELETE FROM "
                            + table
                            + " WHERE workspace_id = :workspace AND ctid = ANY (ARRAY("
                            + "SELECT ctid FROM "
                            + table
                            + " WHERE workspace_id = :workspace LIMIT :some))")
                    .bind("workspace", workspace)
                    .bind("some", SOME)
                    .execute()));
  }

  /**
   * Of the workspace itself the last fact stays, which says that it is gone. People began here and
   * may be elsewhere by now: what they are is theirs.
   */
  private long facts(WorkspaceId workspace) {
    List<String> entities =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT persistence_id FROM event_journal
                    WHERE split_part(split_part(persistence_id, '|', 2), '.', 1) = :workspace
                      AND NOT starts_with(persistence_id, 'user|')
                    """)
                .bind("workspace", workspace)
                .mapTo(String.class)
                .list());
    long gone = 0;
    for (String entity : entities) {
      gone += facts(entity);
    }
    return gone;
  }

  private long facts(String entity) {
    jdbi.useHandle(handle -> {
      handle.execute("DELETE FROM snapshot WHERE persistence_id = ?", entity);
      handle.execute("DELETE FROM projection_dead_letter WHERE persistence_id = ?", entity);
    });
    boolean tombstone = entity.startsWith("workspace|");
    return someAtATime(() ->
        jdbi.inTransaction(handle ->
            handle
                .createQuery(
                    """
                    WITH gone AS (
                      DELETE FROM event_journal WHERE ordering IN (
                        SELECT ordering FROM event_journal
                        WHERE persistence_id = :entity
                          AND (NOT :tombstone OR sequence_number < (
                            SELECT max(sequence_number) FROM event_journal
                            WHERE persistence_id = :entity))
                        LIMIT :some)
                      RETURNING ordering),
                    tags AS (
                      DELETE FROM event_tag WHERE event_id IN (SELECT ordering FROM gone))
                    SELECT count(*) FROM gone
                    """)
                .bind("entity", entity)
                .bind("tombstone", tombstone)
                .bind("some", SOME)
                .mapTo(Integer.class)
                .one()));
  }

  /** The end of its log goes into the installation's, and then there is nothing to do any more. */
  private long last(WorkspaceId workspace, AuditEntry entry) {
    Optional<Map<String, String>> end =
        tenants.inWorkspace(workspace, handle -> endOfLog(handle, workspace));
    List<Long> deleted = new ArrayList<>();
    deleted.add(
        someAtATime(() ->
            tenants.inWorkspace(
                workspace,
                handle ->
                    handle
                        .createQuery("SELECT delete_audit_of_emptied(:workspace, :some)")
                        .bind("workspace", workspace)
                        .bind("some", SOME)
                        .mapTo(Integer.class)
                        .one())));
    deleted.add(
        tenants.acrossWorkspaces(handle -> {
          long row =
              handle.execute(
                  "DELETE FROM workspace WHERE workspace_id = ? AND deleted_until <= now()",
                  workspace.value());
          if (row == 1) {
            AuditTable.append(
                handle, new AuditChain.OfPlatform(), entry.after(end.orElse(Map.of())));
          }
          return row;
        }));
    return deleted.stream().mapToLong(Long::longValue).sum();
  }

  private static Optional<Map<String, String>> endOfLog(Handle handle, WorkspaceId workspace) {
    return handle
        .createQuery("SELECT seq, hash FROM audit_head WHERE workspace_id = :workspace")
        .bind("workspace", workspace)
        .map((row, _) ->
            Map.of(
                "auditEntries",
                Long.toString(row.getLong("seq")),
                "auditHash",
                HexFormat.of().formatHex(row.getBytes("hash"))))
        .findOne();
  }

  @FunctionalInterface
  private interface Deletion {
    int some();
  }

  private static long someAtATime(Deletion deletion) {
    long all = 0;
    int some = deletion.some();
    while (some > 0) {
      all += some;
      some = deletion.some();
    }
    return all;
  }
}
