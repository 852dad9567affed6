package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Whoever deletes a workspace is charged for it no more: nobody could enter it to cancel. Its
 * subscription ends with what is paid, and an owner who brings the workspace back can let it go on.
 */
public final class LeavingProcess {

  private static final By LEAVING = new By.Platform("billing-leaving");
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final Entities entities;
  private final BillingDesk desk;
  private final InstantSource clock;

  public LeavingProcess(Entities entities, BillingDesk desk, InstantSource clock) {
    this.entities = entities;
    this.desk = desk;
    this.clock = clock;
  }

  public CompletionStage<WorkspaceId> hear(
      EntityId entity, long revision, Recorded<WorkspaceEvent> recorded) {
    WorkspaceId workspace = entity.workspace();
    return recorded.event() instanceof WorkspaceEvent.Discarded
        ? entities
            .read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(workspace))
            .thenCompose(found ->
                found.state() instanceof Workspace.Discarded
                    ? ends(workspace, "deleted/" + revision)
                    : CompletableFuture.completedStage(workspace))
        : CompletableFuture.completedStage(workspace);
  }

  private CompletionStage<WorkspaceId> ends(WorkspaceId workspace, String once) {
    Directive directive =
        new Directive(
            workspace.value() + "/" + once,
            clock.instant().plus(WITHIN),
            LEAVING,
            workspace.value());
    return desk.ending(workspace, true, directive)
        .thenApply(_ -> workspace)
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(patient(failure)));
  }

  /** What passes at the provider is waited out; the rest is for the operator to see. */
  private static Throwable patient(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof PaymentFailure payment
        ? switch (payment.kind()) {
          case TRANSIENT, BUSY, KEY_REJECTED -> new TimeoutException(payment.getMessage());
          case DECLINED, MISSING, REFUSED -> payment;
        }
        : cause;
  }
}
