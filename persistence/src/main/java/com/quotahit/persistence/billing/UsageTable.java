package com.quotahit.persistence.billing;

import com.quotahit.core.billing.UsagePort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.persistence.database.TenantScope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Free actions in a row for each month; the row's lock lets only as many through as there are. */
public final class UsageTable implements UsagePort {

  private final TenantScope tenants;

  public UsageTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public Count use(
      WorkspaceId workspace,
      FreeLimit limit,
      LocalDate month,
      String action,
      int most,
      Instant now) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          if (!first(handle, workspace, limit, month, action)) {
            return new Count(true, false, used(handle, workspace, limit, month));
          }
          Optional<Integer> taken =
              most < 1 ? Optional.empty() : take(handle, workspace, limit, month, most);
          if (taken.isPresent()) {
            return new Count(true, true, taken.get());
          }
          handle.execute(
              "DELETE FROM free_action WHERE workspace_id = ? AND name = ? AND action = ?",
              workspace,
              limit.code(),
              action);
          return new Count(false, false, used(handle, workspace, limit, month));
        });
  }

  private static boolean first(
      Handle handle, WorkspaceId workspace, FreeLimit limit, LocalDate month, String action) {
    return handle
            .createUpdate(
                """
                INSERT INTO free_action (workspace_id, name, action, month)
                VALUES (:workspace, :name, :action, :month) ON CONFLICT DO NOTHING
                """)
            .bind("workspace", workspace)
            .bind("name", limit.code())
            .bind("action", action)
            .bind("month", month)
            .execute()
        == 1;
  }

  private static Optional<Integer> take(
      Handle handle, WorkspaceId workspace, FreeLimit limit, LocalDate month, int most) {
    return handle
        .createQuery(
            """
            INSERT INTO free_use (workspace_id, name, month, used)
            VALUES (:workspace, :name, :month, 1)
            ON CONFLICT (workspace_id, name, month) DO UPDATE SET used = free_use.used + 1
            WHERE free_use.used < :most
            RETURNING used
            """)
        .bind("workspace", workspace)
        .bind("name", limit.code())
        .bind("month", month)
        .bind("most", most)
        .mapTo(Integer.class)
        .findOne();
  }

  private static int used(Handle handle, WorkspaceId workspace, FreeLimit limit, LocalDate month) {
    return handle
        .createQuery(
            """
            SELECT used FROM free_use
            WHERE workspace_id = :workspace AND name = :name AND month = :month
            """)
        .bind("workspace", workspace)
        .bind("name", limit.code())
        .bind("month", month)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  @Override
  public Map<FreeLimit, Integer> used(WorkspaceId workspace, LocalDate month) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          Map<FreeLimit, Integer> found = new EnumMap<>(FreeLimit.class);
          handle
              .createQuery(
                  """
                  SELECT name, used FROM free_use
                  WHERE workspace_id = :workspace AND month = :month
                  """)
              .bind("workspace", workspace)
              .bind("month", month)
              .map((row, _) -> Map.entry(row.getString("name"), row.getInt("used")))
              .forEach(row ->
                  FreeLimit.of(row.getKey()).ifPresent(limit -> found.put(limit, row.getValue())));
          return found;
        });
  }

  @Override
  public int forgetBefore(LocalDate month) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate("DELETE FROM free_action WHERE month < :month")
            .bind("month", month)
            .execute());
  }
}
