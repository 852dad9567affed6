package com.quotahit.persistence.outbox;

import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.OutboxPort;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.outbox.StuckEffectsPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * States go one way: planned, claimed, then sent, failed or unknown. Only a sender that certainly
 * sent nothing, or whose receiver knows a repetition for one, puts a row back to planned, and an
 * operator one that failed; a claim that ran out never does.
 */
public final class OutboxTable implements OutboxPort, StuckEffectsPort {

  private static final int PROBLEM_CHARS_MAX = 500;

  private final Database database;

  public OutboxTable(Database database) {
    this.database = database;
  }

  /**
   * Plans an effect in the transaction that decided it. Planning the same again does nothing.
   *
   * @param handle within the workspace's scope
   * @return whether it was new
   */
  public static boolean plan(
      Handle handle,
      WorkspaceId workspace,
      String kind,
      String businessKey,
      Jsonb payload,
      Instant notBefore,
      Instant notAfter) {
    return handle
            .createUpdate(
                """
                INSERT INTO outbox
                  (workspace_id, kind, business_key, payload, not_before, not_after)
                VALUES (:workspace, :kind, :key, :payload, :notBefore, :notAfter)
                ON CONFLICT (workspace_id, kind, business_key) DO NOTHING
                """)
            .bind("workspace", workspace)
            .bind("kind", kind)
            .bind("key", businessKey)
            .bind("payload", payload)
            .bind("notBefore", notBefore)
            .bind("notAfter", notAfter)
            .execute()
        == 1;
  }

  @Override
  public List<OutboxItem> claim(String kind, String owner, int most, Duration lease) {
    return database
        .tenants()
        .acrossWorkspaces(handle -> {
          failWhatIsTooLate(handle, kind);
          return handle
              .createQuery(
                  """
                  UPDATE outbox
                  SET state = 'CLAIMED', owner = :owner, fence = fence + 1,
                      lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                  WHERE id IN (
                    SELECT id FROM outbox
                    WHERE kind = :kind AND state = 'PLANNED'
                      AND not_before <= clock_timestamp()
                    ORDER BY not_before, id
                    LIMIT :most
                    FOR UPDATE SKIP LOCKED)
                  RETURNING id, workspace_id, kind, business_key, payload, fence, lookups
                  """)
              .bind("owner", owner)
              .bind("lease", lease.toMillis())
              .bind("kind", kind)
              .bind("most", most)
              .map(OutboxTable::item)
              .list();
        });
  }

  @Override
  public boolean hold(OutboxItem item, Duration lease) {
    return one(
        """
        UPDATE outbox
        SET lease_until = clock_timestamp() + :lease * interval '1 millisecond'
        WHERE id = :id AND fence = :fence AND state = 'CLAIMED'
          AND lease_until > clock_timestamp() AND not_after > clock_timestamp()
        """,
        item,
        lease,
        null,
        null);
  }

  @Override
  public boolean settle(OutboxItem item, SendOutcome outcome) {
    return switch (outcome) {
      case SendOutcome.Sent(String providerId) -> sent(item, providerId);
      case SendOutcome.Rejected(String problem) -> failed(item, problem);
      case SendOutcome.NotSent(String problem, Duration retryAfter) ->
          // An expired claim may go back as well: its only holder says that nothing left us.
          one(
              """
              UPDATE outbox
              SET state = 'PLANNED', owner = NULL, lease_until = NULL, problem = :problem,
                  not_before = clock_timestamp() + :lease * interval '1 millisecond'
              WHERE id = :id AND fence = :fence AND state IN ('CLAIMED', 'UNKNOWN')
              """,
              item,
              retryAfter,
              null,
              problem);
      case SendOutcome.Unknown(String problem) ->
          one(
              """
              UPDATE outbox
              SET state = 'UNKNOWN', lease_until = NULL, problem = :problem,
                  not_before = clock_timestamp()
              WHERE id = :id AND fence = :fence AND state IN ('CLAIMED', 'UNKNOWN')
              """,
              item,
              Duration.ZERO,
              null,
              problem);
    };
  }

  @Override
  public boolean settle(OutboxItem item, LookupOutcome outcome) {
    return switch (outcome) {
      case LookupOutcome.Found(String providerId) -> sent(item, providerId);
      case LookupOutcome.NotThere _ -> failed(item, "not placed");
      case LookupOutcome.StillUnknown(String problem) ->
          one(
              """
              UPDATE outbox SET problem = :problem
              WHERE id = :id AND fence = :fence AND state = 'UNKNOWN'
              """,
              item,
              Duration.ZERO,
              null,
              problem);
      case LookupOutcome.NobodyKnows(String problem) ->
          one(
              """
              UPDATE outbox SET problem = :problem, not_before = 'infinity'
              WHERE id = :id AND fence = :fence AND state = 'UNKNOWN'
              """,
              item,
              Duration.ZERO,
              null,
              problem);
      case LookupOutcome.Repeatable(String problem, Duration retryAfter) ->
          one(
              """
              UPDATE outbox
              SET state = 'PLANNED', owner = NULL, problem = :problem,
                  not_before = clock_timestamp() + :lease * interval '1 millisecond'
              WHERE id = :id AND fence = :fence AND state = 'UNKNOWN'
              """,
              item,
              retryAfter,
              null,
              problem);
    };
  }

  @Override
  public int expireClaims() {
    return database
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute(
                """
                UPDATE outbox
                SET state = 'UNKNOWN', problem = 'the sender was lost',
                    not_before = clock_timestamp()
                WHERE state = 'CLAIMED' AND lease_until < clock_timestamp()
                """));
  }

  @Override
  public List<OutboxItem> unknown(String kind, int most) {
    return database
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createQuery(
                    """
                    UPDATE outbox
                    SET lookups = lookups + 1,
                        not_before = clock_timestamp()
                          + least(600, power(2, least(lookups, 12))) * interval '1 second'
                    WHERE id IN (
                      SELECT id FROM outbox
                      WHERE kind = :kind AND state = 'UNKNOWN'
                        AND not_before <= clock_timestamp()
                      ORDER BY not_before, id
                      LIMIT :most
                      FOR UPDATE SKIP LOCKED)
                    RETURNING id, workspace_id, kind, business_key, payload, fence, lookups
                    """)
                .bind("kind", kind)
                .bind("most", most)
                .map(OutboxTable::item)
                .list());
  }

  /**
   * Forgets what became of a kind's effects so long ago, a bounded number at a time; what nobody
   * knows stays for a person to look at.
   */
  public int forgetOlderThan(String kind, Duration age) {
    return database
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM outbox WHERE id IN (
                      SELECT id FROM outbox
                      WHERE kind = :kind AND state IN ('SENT', 'FAILED')
                        AND settled_at < clock_timestamp() - :age * interval '1 millisecond'
                      ORDER BY id LIMIT 1000)
                    """)
                .bind("kind", kind)
                .bind("age", age.toMillis())
                .execute());
  }

  @Override
  public List<Stuck> stuck(int most) {
    return database
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createQuery(
                    """
                    SELECT id, workspace_id, kind, state, problem, lookups, planned_at FROM outbox
                    WHERE state IN ('FAILED', 'UNKNOWN') ORDER BY id DESC LIMIT :most
                    """)
                .bind("most", most)
                .map((row, _) ->
                    new Stuck(
                        row.getLong("id"),
                        row.getString("workspace_id"),
                        row.getString("kind"),
                        row.getString("state"),
                        Objects.requireNonNullElse(row.getString("problem"), ""),
                        row.getInt("lookups"),
                        row.getObject("planned_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  @Override
  public boolean planAgain(long id, Duration within) {
    return database
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE outbox
                        SET state = 'PLANNED', owner = NULL, lease_until = NULL, settled_at = NULL,
                            not_before = clock_timestamp(),
                            not_after = clock_timestamp() + :within * interval '1 millisecond'
                        WHERE id = :id AND state = 'FAILED'
                        """)
                    .bind("id", id)
                    .bind("within", within.toMillis())
                    .execute()
                == 1);
  }

  /** A letter that is sent is not kept: it may carry a link that lets somebody in. */
  private boolean sent(OutboxItem item, String providerId) {
    return one(
        """
        UPDATE outbox
        SET payload = CASE WHEN kind = 'mail.send' THEN '{}' ELSE payload END,
            state = 'SENT', provider_id = :provider, lease_until = NULL, problem = NULL,
            settled_at = clock_timestamp()
        WHERE id = :id AND fence = :fence AND state IN ('CLAIMED', 'UNKNOWN')
        """,
        item,
        Duration.ZERO,
        providerId,
        null);
  }

  private boolean failed(OutboxItem item, String problem) {
    return one(
        """
        UPDATE outbox
        SET state = 'FAILED', problem = :problem, lease_until = NULL,
            settled_at = clock_timestamp()
        WHERE id = :id AND fence = :fence AND state IN ('CLAIMED', 'UNKNOWN')
        """,
        item,
        Duration.ZERO,
        null,
        problem);
  }

  private static void failWhatIsTooLate(Handle handle, String kind) {
    handle.execute(
        """
        UPDATE outbox
        SET state = 'FAILED', problem = 'too late', settled_at = clock_timestamp()
        WHERE kind = ? AND state = 'PLANNED' AND not_after < clock_timestamp()
        """,
        kind);
  }

  private boolean one(
      String sql,
      OutboxItem item,
      Duration lease,
      @Nullable String providerId,
      @Nullable String problem) {
    return database
        .tenants()
        .inWorkspace(
            item.workspace(),
            handle -> {
              var update =
                  handle.createUpdate(sql).bind("id", item.id()).bind("fence", item.fence());
              if (sql.contains(":lease")) {
                update.bind("lease", lease.toMillis());
              }
              if (sql.contains(":provider")) {
                update.bind("provider", providerId);
              }
              if (sql.contains(":problem")) {
                update.bind("problem", shortened(problem));
              }
              return update.execute() == 1;
            });
  }

  private static @Nullable String shortened(@Nullable String problem) {
    return problem == null || problem.length() <= PROBLEM_CHARS_MAX
        ? problem
        : problem.substring(0, PROBLEM_CHARS_MAX);
  }

  private static OutboxItem item(ResultSet row, StatementContext context) throws SQLException {
    return new OutboxItem(
        row.getLong("id"),
        new WorkspaceId(row.getString("workspace_id")),
        row.getString("kind"),
        row.getString("business_key"),
        row.getString("payload"),
        row.getLong("fence"),
        row.getInt("lookups"));
  }
}
