package com.quotahit.core.billing;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.util.List;
import java.util.Optional;

/** Which workspace stands behind a customer, and who is in it. Every call blocks shortly. */
public interface CustomersPort {

  Optional<WorkspaceId> workspace(String customer);

  /** Those who work there, owners first. */
  List<UserId> members(WorkspaceId workspace);

  boolean exists(WorkspaceId workspace);
}
