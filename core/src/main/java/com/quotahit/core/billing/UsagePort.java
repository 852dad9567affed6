package com.quotahit.core.billing;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.FreeLimit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Where free actions are counted. Every call blocks shortly. */
public interface UsagePort {

  /**
   * @param counted whether this action took one; false when it was counted before
   * @param used this month, this one included
   */
  record Count(boolean granted, boolean counted, int used) {}

  /** Takes one of this month's, unless the action has one already or there is none left. */
  Count use(
      WorkspaceId workspace,
      FreeLimit limit,
      LocalDate month,
      String action,
      int most,
      Instant now);

  Map<FreeLimit, Integer> used(WorkspaceId workspace, LocalDate month);

  /** Forgets actions that nobody asks about any more. Says how many. */
  int forgetBefore(LocalDate month);
}
