package com.quotahit.core.billing;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;

/** Subscriptions that are to end with what is paid, because their workspace was deleted. */
@FunctionalInterface
public interface EndingsPort {

  /** The kind of the effect. */
  String KIND = "billing.end";

  /**
   * Plans it once for each time that the workspace is deleted. Blocks shortly.
   *
   * @param until when the workspace can be brought back no more
   */
  void plan(WorkspaceId workspace, String customer, String subscription, Instant until);
}
