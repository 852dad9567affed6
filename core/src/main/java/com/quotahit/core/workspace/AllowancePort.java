package com.quotahit.core.workspace;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counts what the free tier counts, before it is done. A workspace that has the module is not
 * counted; one action is counted once, however often it is asked about.
 */
public interface AllowancePort {

  /** Whether it may be done. */
  sealed interface Allowance {

    record Granted() implements Allowance {}

    /** This month's are used up. */
    record UsedUp(FreeLimit limit, int most, Instant resetsAt) implements Allowance {}
  }

  /** An installation without billing counts nothing. */
  AllowancePort UNLIMITED = (_, _, _) -> CompletableFuture.completedFuture(new Allowance.Granted());

  /**
   * @param action names the action, such as the id of what is made
   */
  CompletionStage<Allowance> use(WorkspaceId workspace, FreeLimit limit, String action);
}
