package com.quotahit.core.billing;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Moments at which something runs out by itself. Every call blocks shortly. */
public interface BillingDuePort {

  /**
   * @param what runs out there, such as {@code grace/} and a subscription
   */
  record Due(WorkspaceId workspace, String what, Instant at) {}

  /** Those whose moment has come; nobody else gets them for the length of the lease. */
  List<Due> claim(int most, Duration lease);

  /** There is nothing more to say of it. One that was put off in the meantime stays. */
  void over(Due due);
}
