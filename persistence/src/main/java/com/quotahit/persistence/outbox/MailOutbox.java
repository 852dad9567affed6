package com.quotahit.persistence.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.quotahit.core.json.WaitingLetter;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.SealedRowsPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.database.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Letters as planned effects, in a transaction of their own or in somebody else's. Those with a
 * link that lets somebody in wait sealed.
 */
public final class MailOutbox implements MailPort, SealedRowsPort {

  public static final String KIND = "mail.send";

  private final TenantScope tenants;
  private final OutboxTable outbox;
  private final InstantSource clock;
  private final Optional<SealPort> seal;

  public MailOutbox(Database database, InstantSource clock, SealPort seal) {
    this(database, clock, Optional.of(seal));
  }

  /** For letters without a secret; one that carries one is refused. */
  public MailOutbox(Database database, InstantSource clock) {
    this(database, clock, Optional.empty());
  }

  private MailOutbox(Database database, InstantSource clock, Optional<SealPort> seal) {
    this.tenants = database.tenants();
    this.outbox = new OutboxTable(database);
    this.clock = clock;
    this.seal = seal;
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
        Jsonb.of(waiting(workspace, letter)),
        notBefore,
        notBefore.plus(letter.template().worthSendingFor()));
  }

  private Object waiting(WorkspaceId workspace, Letter letter) {
    if (letter.template().secret().isEmpty()) {
      return letter;
    }
    return seal.map(by -> WaitingLetter.of(letter, workspace, by))
        .orElseThrow(() -> new IllegalArgumentException("no seal for " + letter));
  }

  private record Old(long id, Sealed sealed) {}

  @Override
  public int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap) {
    return tenants.acrossWorkspaces(handle -> {
      List<Old> old =
          handle
              .createQuery(
                  """
                  SELECT id, payload FROM outbox
                  WHERE payload ->> 'keyVersion' IS NOT NULL AND kind = :kind
                    AND (payload ->> 'keyVersion')::int < :version
                  ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
                  """)
              .bind("kind", KIND)
              .bind("version", version)
              .bind("most", most)
              .map((row, _) -> new Old(row.getLong("id"), hidden(row.getString("payload"))))
              .list();
      for (Old one : old) {
        handle
            .createUpdate("UPDATE outbox SET payload = :payload WHERE id = :id")
            .bind("payload", Jsonb.of(WaitingLetter.hiddenBy(rewrap.apply(one.sealed))))
            .bind("id", one.id)
            .execute();
      }
      return old.size();
    });
  }

  private static Sealed hidden(String payload) {
    try {
      return WaitingLetter.hidden(payload).orElseThrow();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column of JSON that is none", e);
    }
  }

  /**
   * Forgets what became of letters so long ago; what nobody knows stays for a person to look at.
   */
  public int forgetOlderThan(Duration age) {
    return outbox.forgetOlderThan(KIND, age);
  }
}
