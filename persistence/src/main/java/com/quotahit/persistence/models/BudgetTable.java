package com.quotahit.persistence.models;

import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Budgets and one counter for each month. Whoever asks for room locks the counters in one order and
 * is let in while less than the budget is counted; what it may cost at the most is held at once, so
 * of calls that come together only the last that fits can pass the limit. What is held counts until
 * it is settled, or until nobody can settle it any more.
 */
public final class BudgetTable implements BudgetsPort {

  private static final Comparator<Count> ORDER =
      Comparator.comparing(Count::scope).thenComparing(Count::subject);

  private final TenantScope tenants;

  public BudgetTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public List<Standing> standing(WorkspaceId workspace, YearMonth month) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT b.scope, b.subject, b.month_micros, b.soft_percent,
                           coalesce(s.micros, 0) + coalesce((
                             SELECT sum(h.micros) FROM model_hold h
                             WHERE h.workspace_id = b.workspace_id AND h.scope = b.scope
                               AND h.subject = b.subject AND h.month = :month
                               AND h.held_until > now()), 0) AS spent
                    FROM model_budget b LEFT JOIN model_spend s
                      ON s.workspace_id = b.workspace_id AND s.month = :month AND s.scope = b.scope
                         AND s.subject = b.subject
                    WHERE b.workspace_id = :ws ORDER BY b.scope, b.subject
                    """)
                .bind("ws", workspace)
                .bind("month", day(month))
                .map((row, _) ->
                    new Standing(budget(row), new MicroUsd(Math.max(0, row.getLong("spent")))))
                .list());
  }

  @Override
  public void set(WorkspaceId workspace, Budget budget, YearMonth month) {
    tenants.useWorkspace(
        workspace,
        handle -> {
          if (!isThere(handle, workspace, budget)) {
            catchUp(handle, workspace, budget, month);
          }
          change(
              handle,
              workspace,
              budget,
              """
              INSERT INTO model_budget (workspace_id, scope, subject, month_micros, soft_percent)
              VALUES (:ws, :scope, :subject, :month, :soft)
              ON CONFLICT (workspace_id, scope, subject) DO UPDATE
              SET month_micros = excluded.month_micros, soft_percent = excluded.soft_percent
              """);
          change(
              handle,
              workspace,
              budget,
              """
              UPDATE model_spend SET told_at = NULL
              WHERE workspace_id = :ws AND scope = :scope AND subject = :subject
                AND micros * 100 < cast(:month AS bigint) * :soft
              """);
        });
  }

  private static boolean isThere(Handle handle, WorkspaceId workspace, Budget budget) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM model_budget
            WHERE workspace_id = :ws AND scope = :scope AND subject = :subject
            """)
        .bind("ws", workspace)
        .bind("scope", budget.scope().code())
        .bind("subject", budget.subject())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Nobody counted for it until now, so what the month has cost is read from the notes of it. */
  private static void catchUp(
      Handle handle, WorkspaceId workspace, Budget budget, YearMonth month) {
    String of =
        switch (budget.scope()) {
          case WORKSPACE -> "true";
          case USER -> "user_id = :subject";
          case KEY -> "key_id = :subject";
          case MODULE -> "module = :subject";
          case PLATFORM -> "key_source = 'platform'";
        };
    handle
        .createUpdate(
            """
            INSERT INTO model_spend (workspace_id, month, scope, subject, micros)
            SELECT :ws, :month, :scope, :subject, coalesce(sum(cost_micros), 0) FROM model_use
            WHERE workspace_id = :ws AND <of>
              AND started_at >= :from AND started_at < :to
            ON CONFLICT (workspace_id, month, scope, subject) DO UPDATE
            SET micros = excluded.micros, told_at = NULL
            """)
        .define("of", of)
        .bind("ws", workspace)
        .bind("month", day(month))
        .bind("scope", budget.scope().code())
        .bind("subject", budget.subject())
        .bind("from", day(month).atStartOfDay(ZoneOffset.UTC).toInstant())
        .bind("to", day(month.plusMonths(1)).atStartOfDay(ZoneOffset.UTC).toInstant())
        .execute();
  }

  private static void change(Handle handle, WorkspaceId workspace, Budget budget, String sql) {
    handle
        .createUpdate(sql)
        .bind("ws", workspace)
        .bind("scope", budget.scope().code())
        .bind("subject", budget.subject())
        .bind("month", budget.month().value())
        .bind("soft", budget.softPercent())
        .execute();
  }

  @Override
  public boolean remove(WorkspaceId workspace, Budget.Scope scope, String subject) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                    .createUpdate(
                        """
                        DELETE FROM model_budget
                        WHERE workspace_id = :ws AND scope = :scope AND subject = :subject
                        """)
                    .bind("ws", workspace)
                    .bind("scope", scope.code())
                    .bind("subject", subject)
                    .execute()
                > 0);
  }

  @Override
  public Room reserve(WorkspaceId workspace, YearMonth month, List<Count> counts, Hold hold) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          List<Count> ordered = counts.stream().sorted(ORDER).toList();
          for (Count count : ordered) {
            Optional<Budget> full = locked(handle, workspace, month, count);
            if (full.isPresent()) {
              return new Room.Exceeded(full.get());
            }
          }
          if (hold.most().value() > 0) {
            ordered.forEach(count -> HoldTable.hold(handle, workspace, month, count, hold));
          }
          return new Room.Granted();
        });
  }

  /** The budget when nothing is left of it; its counter is ours until the transaction ends. */
  private static Optional<Budget> locked(
      Handle handle, WorkspaceId workspace, YearMonth month, Count count) {
    handle
        .createUpdate(
            """
            INSERT INTO model_spend (workspace_id, month, scope, subject)
            VALUES (:ws, :month, :scope, :subject) ON CONFLICT DO NOTHING
            """)
        .bind("ws", workspace)
        .bind("month", day(month))
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .execute();
    long spent =
        handle
            .createQuery(
                """
                SELECT micros FROM model_spend
                WHERE workspace_id = :ws AND month = :month AND scope = :scope AND subject = :subject
                FOR UPDATE
                """)
            .bind("ws", workspace)
            .bind("month", day(month))
            .bind("scope", count.scope().code())
            .bind("subject", count.subject())
            .mapTo(Long.class)
            .one();
    long held = HoldTable.held(handle, workspace, month, count);
    return handle
        .createQuery(
            """
            SELECT scope, subject, month_micros, soft_percent FROM model_budget
            WHERE workspace_id = :ws AND scope = :scope AND subject = :subject
            """)
        .bind("ws", workspace)
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .map((row, _) -> budget(row))
        .findOne()
        .filter(budget -> spent + held >= budget.month().value());
  }

  @Override
  public List<Budget> settle(
      WorkspaceId workspace,
      YearMonth month,
      List<Count> counts,
      String use,
      Optional<MicroUsd> cost) {
    long micros = cost.map(MicroUsd::value).orElse(0L);
    return tenants.inWorkspace(
        workspace,
        handle -> {
          List<Budget> passed = new ArrayList<>();
          for (Count count : counts.stream().sorted(ORDER).toList()) {
            add(handle, workspace, month, count, micros);
            // After the counter, which whoever asks for room locks first as well.
            HoldTable.release(handle, workspace, count, use);
            passed(handle, workspace, month, count).ifPresent(passed::add);
          }
          return passed;
        });
  }

  @Override
  public List<Budget> count(YearMonth month, List<Count> counts, ModelUse soFar) {
    WorkspaceId workspace = soFar.workspace();
    return tenants.inWorkspace(
        workspace,
        handle -> {
          long cost = soFar.cost().map(MicroUsd::value).orElse(0L);
          long more = Math.max(0, cost - UsageTable.counted(handle, soFar));
          List<Budget> passed = new ArrayList<>();
          for (Count count : counts.stream().sorted(ORDER).toList()) {
            add(handle, workspace, month, count, more);
            if (soFar.outcome() == ModelUse.Outcome.UNDER_WAY) {
              HoldTable.giveWay(handle, workspace, count, soFar.id(), more);
            } else {
              HoldTable.release(handle, workspace, count, soFar.id());
            }
            passed(handle, workspace, month, count).ifPresent(passed::add);
          }
          UsageTable.put(handle, soFar);
          return passed;
        });
  }

  private static void add(
      Handle handle, WorkspaceId workspace, YearMonth month, Count count, long micros) {
    handle
        .createUpdate(
            """
            INSERT INTO model_spend AS s (workspace_id, month, scope, subject, micros)
            VALUES (:ws, :month, :scope, :subject, :micros)
            ON CONFLICT (workspace_id, month, scope, subject) DO UPDATE
            SET micros = s.micros + excluded.micros
            """)
        .bind("micros", micros)
        .bind("ws", workspace)
        .bind("month", day(month))
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .execute();
  }

  private static Optional<Budget> passed(
      Handle handle, WorkspaceId workspace, YearMonth month, Count count) {
    return handle
        .createQuery(
            """
            UPDATE model_spend s SET told_at = now() FROM model_budget b
            WHERE s.workspace_id = :ws AND s.month = :month AND s.scope = :scope
              AND s.subject = :subject AND s.told_at IS NULL AND b.workspace_id = s.workspace_id
              AND b.scope = s.scope AND b.subject = s.subject
              AND s.micros * 100 >= b.month_micros * b.soft_percent
            RETURNING b.scope, b.subject, b.month_micros, b.soft_percent
            """)
        .bind("ws", workspace)
        .bind("month", day(month))
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .map((row, _) -> budget(row))
        .findOne();
  }

  private static LocalDate day(YearMonth month) {
    return month.atDay(1);
  }

  private static Budget budget(ResultSet row) throws SQLException {
    return new Budget(
        Budget.Scope.of(row.getString("scope")).orElseThrow(),
        row.getString("subject"),
        new MicroUsd(row.getLong("month_micros")),
        row.getInt("soft_percent"));
  }
}
