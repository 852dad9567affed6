package com.quotahit.actors.models;

import com.quotahit.core.models.Budget;
import com.quotahit.core.shared.WorkspaceId;

/** Hears when a budget has passed its soft limit, once a month for each. Must not block. */
@FunctionalInterface
public interface BudgetNews {
  void nearlySpent(WorkspaceId workspace, Budget budget);
}
