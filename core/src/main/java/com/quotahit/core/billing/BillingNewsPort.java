package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells those who pay what they should know. Never blocks. */
public interface BillingNewsPort {

  /** What there is to tell. */
  sealed interface News {

    /** A payment failed; the modules stay open for some days. */
    record PaymentFailed(Optional<Money> amount, Instant openUntil) implements News {}

    record PaymentRecovered() implements News {}

    /** Grace is over, or the subscription has ended. */
    record AccessEnded(Set<PlanModule> modules) implements News {}

    record TrialEnding(PlanModule module, Instant until) implements News {}

    record TrialEnded(PlanModule module) implements News {}

    /** Somebody may use what is paid by the seat. */
    record SeatGiven(UserId user) implements News {}

    record SeatTaken(UserId user) implements News {}

    /**
     * The workspace is back; what it bought was cancelled when it was deleted.
     *
     * @param paidUntil when that ends; empty when it has ended
     */
    record SubscriptionNotRestored(Optional<Instant> paidUntil) implements News {}

    /** Most of this month's free actions are used, or all of them. */
    record FreeActionsUsed(FreeLimit limit, int used, int most, Instant resetsAt) implements News {}
  }

  /** Where nobody wants to hear of it. */
  BillingNewsPort SILENT = (_, _, _) -> CompletableFuture.completedStage(true);

  /**
   * Done when it is told; a failure is worth another try.
   *
   * @param once the same news under the same name is told once
   */
  CompletionStage<?> tell(WorkspaceId workspace, News news, String once);
}
