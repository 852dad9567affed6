package com.quotahit.core.billing;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.util.List;

/** Workspaces where something runs out by itself. Every call blocks shortly. */
public interface BillingDuePort {

  /** Those whose moment has come; nobody else gets them for the length of the lease. */
  List<WorkspaceId> claim(int most, Duration lease);
}
