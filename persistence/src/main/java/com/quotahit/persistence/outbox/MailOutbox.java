package com.quotahit.persistence.outbox;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.database.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Letters as planned effects, in a transaction of their own or in somebody else's. */
public final class MailOutbox implements MailPort {

  public static final String KIND = "mail.send";

  private final TenantScope tenants;
  private final InstantSource clock;

  public MailOutbox(Database database, InstantSource clock) {
    this.tenants = database.tenants();
    this.clock = clock;
  }

  @Override
  public boolean send(WorkspaceId workspace, Letter letter) {
    return tenants.inWorkspace(workspace, handle -> plan(handle, workspace, letter));
  }

  /**
   * Takes a letter in the transaction that decided it: both are there afterwards, or neither.
   *
   * @param handle within the workspace's scope
   */
  public boolean plan(Handle handle, WorkspaceId workspace, Letter letter) {
    return plan(handle, workspace, letter, clock.instant());
  }

  /**
   * @param notBefore such as the end of somebody's quiet hours
   */
  public boolean plan(Handle handle, WorkspaceId workspace, Letter letter, Instant notBefore) {
    return OutboxTable.plan(
        handle,
        workspace,
        KIND,
        letter.dedupeKey(),
        Jsonb.of(letter),
        notBefore,
        notBefore.plus(letter.template().worthSendingFor()));
  }

  /**
   * Forgets what became of letters so long ago; what nobody knows stays for a person to look at.
   */
  public int forgetOlderThan(Duration age) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM outbox WHERE id IN (
                  SELECT id FROM outbox
                  WHERE kind = :kind AND state IN ('SENT', 'FAILED')
                    AND settled_at < clock_timestamp() - :age * interval '1 millisecond'
                  ORDER BY id LIMIT 1000)
                """)
            .bind("kind", KIND)
            .bind("age", age.toMillis())
            .execute());
  }
}
