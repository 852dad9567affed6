package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which parts of the product a workspace may use. Asked with every request: answers from memory
 * once a workspace is known, and hears of changes from every node within a second.
 */
@FunctionalInterface
public interface EntitlementsPort {

  /** An installation without billing: every part is open to everybody. */
  EntitlementsPort EVERYTHING = (_, _) -> CompletableFuture.completedFuture(Entitled.EVERYTHING);

  /**
   * @param user who asks; parts that are paid by the seat are open to those who have one
   */
  CompletionStage<Entitled> of(WorkspaceId workspace, UserId user);
}
