package com.quotahit.persistence.workspace;

import com.quotahit.core.workspace.IdempotencyPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Claims and answers in the table {@code idempotency}; leases run on the database's clock, the one
 * clock that all nodes share.
 */
public final class IdempotencyTable implements IdempotencyPort {

  private final TenantScope tenants;

  public IdempotencyTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public Claim claim(Key key, String requestHash, byte[] seed, Duration lease) {
    return tenants.inWorkspace(
        key.workspace(),
        handle -> {
          Optional<Claim> mine = take(handle, key, requestHash, seed, lease);
          return mine.orElseGet(() -> standing(handle, key, requestHash));
        });
  }

  /** New, or left behind by an owner whose lease has run out. */
  private static Optional<Claim> take(
      Handle handle, Key key, String requestHash, byte[] seed, Duration lease) {
    return handle
        .createQuery(
            """
            INSERT INTO idempotency AS i
              (workspace_id, scope, key, request_hash, seed, claimed_at, lease_until, fence)
            VALUES (:workspace, :scope, :key, :hash, :seed, now(),
              now() + :lease * interval '1 ms', 1)
            ON CONFLICT (workspace_id, scope, key) DO UPDATE
            SET lease_until = excluded.lease_until, fence = i.fence + 1
            WHERE i.request_hash = excluded.request_hash AND i.status IS NULL
              AND i.lease_until < now()
            RETURNING seed, claimed_at, fence
            """)
        .bind("workspace", key.workspace())
        .bind("scope", key.user())
        .bind("key", key.key())
        .bind("hash", requestHash)
        .bind("seed", seed)
        .bind("lease", lease.toMillis())
        .map((row, _) ->
            (Claim)
                new Claim.Yours(
                    row.getBytes("seed"),
                    row.getObject("claimed_at", OffsetDateTime.class).toInstant(),
                    row.getLong("fence")))
        .findOne();
  }

  private static Claim standing(Handle handle, Key key, String requestHash) {
    return handle
        .createQuery(
            """
            SELECT request_hash, status, content_type, body FROM idempotency
            WHERE workspace_id = :workspace AND scope = :scope AND key = :key
            """)
        .bind("workspace", key.workspace())
        .bind("scope", key.user())
        .bind("key", key.key())
        .map((row, _) -> standing(row, requestHash))
        .findOne()
        .orElseGet(Claim.Busy::new);
  }

  private static Claim standing(ResultSet row, String requestHash) throws SQLException {
    if (!row.getString("request_hash").equals(requestHash)) {
      return new Claim.OtherRequest();
    }
    int status = row.getInt("status");
    return row.wasNull()
        ? new Claim.Busy()
        : new Claim.Answered(
            new Stored(status, row.getString("content_type"), row.getString("body")));
  }

  @Override
  public void answered(Key key, long fence, Stored answer) {
    tenants.useWorkspace(
        key.workspace(),
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE idempotency
                    SET status = :status, content_type = :type, body = :body
                    WHERE workspace_id = :workspace AND scope = :scope AND key = :key AND fence = :fence AND status IS NULL
                    """)
                .bind("status", answer.status())
                .bind("type", answer.contentType())
                .bind("body", answer.body())
                .bind("workspace", key.workspace())
                .bind("scope", key.user())
                .bind("key", key.key())
                .bind("fence", fence)
                .execute());
  }

  @Override
  public void release(Key key, long fence) {
    tenants.useWorkspace(
        key.workspace(),
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE idempotency SET lease_until = '-infinity'
                    WHERE workspace_id = :workspace AND scope = :scope AND key = :key AND fence = :fence AND status IS NULL
                    """)
                .bind("workspace", key.workspace())
                .bind("scope", key.user())
                .bind("key", key.key())
                .bind("fence", fence)
                .execute());
  }

  /** Forgets what is older than {@code age}, a bounded number at a time. */
  public int forgetOlderThan(Duration age) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM idempotency WHERE (workspace_id, scope, key) IN (
                  SELECT workspace_id, scope, key FROM idempotency
                  WHERE claimed_at < now() - :age * interval '1 second' LIMIT 5000)
                """)
            .bind("age", age.toSeconds())
            .execute());
  }
}
