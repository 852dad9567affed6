package com.quotahit.persistence.billing;

import com.quotahit.core.billing.BillingDuePort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** What runs out by itself, claimed under the database's clock. */
public final class BillingDueTable implements BillingDuePort {

  private final TenantScope tenants;

  public BillingDueTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public List<Due> claim(int most, Duration lease) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                UPDATE billing_due d SET claimed_until = now() + :lease * interval '1 millisecond'
                FROM (SELECT workspace_id, what FROM billing_due
                      WHERE due_at <= now() AND claimed_until < now()
                      ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED) free
                WHERE d.workspace_id = free.workspace_id AND d.what = free.what
                RETURNING d.workspace_id, d.what, d.due_at
                """)
            .bind("lease", lease.toMillis())
            .bind("most", most)
            .map((row, _) ->
                new Due(
                    new WorkspaceId(row.getString("workspace_id")),
                    row.getString("what"),
                    row.getObject("due_at", OffsetDateTime.class).toInstant()))
            .list());
  }

  @Override
  public void over(Due due) {
    tenants.useWorkspace(
        due.workspace(),
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM billing_due
                    WHERE workspace_id = :workspace AND what = :what AND due_at = :at
                    """)
                .bind("workspace", due.workspace())
                .bind("what", due.what())
                .bind("at", due.at())
                .execute());
  }
}
