package com.quotahit.persistence.practice;

import com.quotahit.core.practice.PracticeDuePort;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What has to happen to practice sessions by itself, claimed row by row under the database's clock.
 */
public final class PracticeDueTable implements PracticeDuePort {

  private final TenantScope tenants;

  public PracticeDueTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public List<Due> claim(Set<String> living, int most, Duration lease) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                UPDATE practice_due d SET claimed_until = now() + :lease * interval '1 millisecond'
                FROM (SELECT workspace_id, session_id FROM practice_due
                      WHERE claimed_until < now()
                        AND (due_at <= now() OR (node <> '' AND node <> ALL (:living)))
                      ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED) free
                WHERE d.workspace_id = free.workspace_id AND d.session_id = free.session_id
                RETURNING d.workspace_id, d.session_id, d.work, d.epoch,
                  d.due_at > now() AS orphaned
                """)
            .bind("lease", lease.toMillis())
            .bindArray("living", String.class, living)
            .bind("most", most)
            .map((row, _) -> due(row))
            .list());
  }

  private static Due due(ResultSet row) throws SQLException {
    WorkspaceId workspace = new WorkspaceId(row.getString("workspace_id"));
    SessionId session = new SessionId(row.getString("session_id"));
    if (row.getString("work").equals("score")) {
      return new Score(workspace, session);
    }
    return row.getBoolean("orphaned")
        ? new Orphaned(workspace, session, row.getLong("epoch"))
        : new Clock(workspace, session);
  }

  @Override
  public void postpone(WorkspaceId workspace, SessionId session, Duration by) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE practice_due SET claimed_until = '-infinity',
                      due_at = now() + :by * interval '1 millisecond'
                    WHERE workspace_id = :ws AND session_id = :id
                    """)
                .bind("ws", workspace)
                .bind("id", session)
                .bind("by", by.toMillis())
                .execute());
  }
}
