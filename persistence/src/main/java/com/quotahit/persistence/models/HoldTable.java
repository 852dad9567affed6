package com.quotahit.persistence.models;

import com.quotahit.core.models.BudgetsPort.Count;
import com.quotahit.core.models.BudgetsPort.Hold;
import com.quotahit.core.shared.WorkspaceId;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jdbi.v3.core.Handle;

/**
 * What answers under way may still cost, beside the counter of what is spent. Whoever changes a
 * hold has the counter's row first, so that two never wait for each other.
 */
final class HoldTable {

  private HoldTable() {}

  /** Of calls under way. What nobody settled in time goes, whichever month it was held for. */
  static long held(Handle handle, WorkspaceId workspace, YearMonth month, Count count) {
    handle
        .createUpdate(
            """
            DELETE FROM model_hold
            WHERE workspace_id = :ws AND scope = :scope AND subject = :subject
              AND held_until <= now()
            """)
        .bind("ws", workspace)
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .execute();
    return handle
        .createQuery(
            """
            SELECT coalesce(sum(micros), 0) FROM model_hold
            WHERE workspace_id = :ws AND month = :month AND scope = :scope AND subject = :subject
            """)
        .bind("ws", workspace)
        .bind("month", day(month))
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .mapTo(Long.class)
        .one();
  }

  static void hold(Handle handle, WorkspaceId workspace, YearMonth month, Count count, Hold hold) {
    handle
        .createUpdate(
            """
            INSERT INTO model_hold (workspace_id, scope, subject, use_id, month, micros, held_until)
            VALUES (:ws, :scope, :subject, :use, :month, :micros,
              now() + :within * interval '1 millisecond')
            ON CONFLICT DO NOTHING
            """)
        .bind("ws", workspace)
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .bind("use", hold.use())
        .bind("month", day(month))
        .bind("micros", hold.most().value())
        .bind("within", hold.within().toMillis())
        .execute();
  }

  static void release(Handle handle, WorkspaceId workspace, Count count, String use) {
    handle
        .createUpdate(
            """
            DELETE FROM model_hold
            WHERE workspace_id = :ws AND scope = :scope AND subject = :subject AND use_id = :use
            """)
        .bind("ws", workspace)
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .bind("use", use)
        .execute();
  }

  static void giveWay(Handle handle, WorkspaceId workspace, Count count, String use, long micros) {
    handle
        .createUpdate(
            """
            DELETE FROM model_hold
            WHERE workspace_id = :ws AND scope = :scope AND subject = :subject AND use_id = :use
              AND micros <= :micros
            """)
        .bind("ws", workspace)
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .bind("use", use)
        .bind("micros", micros)
        .execute();
    handle
        .createUpdate(
            """
            UPDATE model_hold SET micros = micros - :micros
            WHERE workspace_id = :ws AND scope = :scope AND subject = :subject AND use_id = :use
            """)
        .bind("ws", workspace)
        .bind("scope", count.scope().code())
        .bind("subject", count.subject())
        .bind("use", use)
        .bind("micros", micros)
        .execute();
  }

  private static LocalDate day(YearMonth month) {
    return month.atDay(1);
  }
}
