package com.quotahit.persistence.voice;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.TicketPort;
import com.quotahit.persistence.database.TenantScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tickets in the database, so that one issued by any node opens a socket on any other, once. A
 * ticket names its workspace, under whose row security it is looked up; the rest of it is chance.
 */
public final class TicketTable implements TicketPort {

  private static final int SECRET_BYTES = 32;
  private static final int ISSUED_AT_ONCE = 32;

  /**
   * Anybody may show anything, so little of the database is there for it; a few wait their turn.
   */
  private static final int REDEEMED_AT_ONCE = 4;

  private static final int WAITING_MAX = 256;
  private static final long TURN_WITHIN_MS = 2_000;

  private final TenantScope tenants;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore issuing = new Semaphore(ISSUED_AT_ONCE);
  private final Semaphore redeeming = new Semaphore(REDEEMED_AT_ONCE);
  private final Semaphore waiting = new Semaphore(WAITING_MAX);

  public TicketTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public CompletionStage<String> issue(Admission admission) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String ticket =
        admission.workspace().value()
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return aside(
        issuing,
        () -> {
          insert(admission, hash(ticket));
          return ticket;
        });
  }

  @Override
  public CompletionStage<Optional<Admission>> redeem(String ticket) {
    int dot = ticket.indexOf('.');
    if (dot < 0) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    WorkspaceId workspace;
    try {
      workspace = new WorkspaceId(ticket.substring(0, dot));
    } catch (IllegalArgumentException notOurs) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return aside(waiting, () -> inTurn(() -> use(workspace, hash(ticket))));
  }

  /** Forgets tickets that ran out a while ago, of all workspaces; says how many. */
  public int forgetExpired() {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate("DELETE FROM voice_ticket WHERE expires_at < now() - interval '1 hour'")
            .execute());
  }

  private void insert(Admission admission, byte[] hash) {
    tenants.useWorkspace(
        admission.workspace(),
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO voice_ticket
                    (workspace_id, hash, user_id, kind, session_id, sign_in, expires_at)
                  VALUES (:ws, :hash, :user, :kind, :session, :signIn,
                    now() + :life * interval '1 millisecond')
                  """)
              .bind("ws", admission.workspace().value())
              .bind("hash", hash)
              .bind("user", admission.user().value())
              .bind("kind", admission.kind())
              .bind("session", admission.session())
              .bind("signIn", admission.signIn())
              .bind("life", LIFE.toMillis())
              .execute();
        });
  }

  private Optional<Admission> use(WorkspaceId workspace, byte[] hash) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE voice_ticket SET used_at = now()
                    WHERE workspace_id = :ws AND hash = :hash
                      AND used_at IS NULL AND expires_at > now()
                      AND (sign_in = '' OR EXISTS (
                        SELECT 1 FROM session s
                        WHERE s.workspace_id = voice_ticket.workspace_id
                          AND s.user_id = voice_ticket.user_id
                          AND s.session_id = voice_ticket.sign_in)
                        OR EXISTS (
                        SELECT 1 FROM api_key k
                        WHERE k.workspace_id = voice_ticket.workspace_id
                          AND k.id = voice_ticket.sign_in
                          AND k.revoked_at IS NULL AND k.expires_at > now()))
                    RETURNING user_id, kind, session_id, sign_in
                    """)
                .bind("ws", workspace.value())
                .bind("hash", hash)
                .map((row, context) ->
                    new Admission(
                        workspace,
                        new UserId(row.getString("user_id")),
                        row.getString("kind"),
                        row.getString("session_id"),
                        row.getString("sign_in")))
                .findOne());
  }

  /** The work blocks: on a virtual thread, and not without end. */
  private static <T> CompletionStage<T> aside(Semaphore room, Supplier<T> work) {
    if (!room.tryAcquire()) {
      return CompletableFuture.failedStage(
          new RejectedExecutionException("too many tickets are being looked at already"));
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("voice-ticket")
        .start(() -> {
          try {
            result.complete(work.get());
          } catch (Throwable failure) {
            result.completeExceptionally(failure);
          } finally {
            room.release();
          }
        });
    return result;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!redeeming.tryAcquire(TURN_WITHIN_MS, TimeUnit.MILLISECONDS)) {
        throw new RejectedExecutionException("tickets are looked at too slowly");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new RejectedExecutionException("stopped", stop);
    }
    try {
      return work.get();
    } finally {
      redeeming.release();
    }
  }

  private static byte[] hash(String ticket) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
