package com.quotahit.core.workspace;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.util.List;

/** Deleted workspaces as rows, facts and sealed secrets. Every call blocks. */
public interface BinPort {

  /** Those whose time is over; for the length of the lease nobody else gets them. */
  List<WorkspaceId> claim(int most, Duration lease);

  /**
   * Deletes everything that is kept of it: the rows of every table, and with them all sealed keys,
   * and the facts of every entity. What remains is the fact that it was emptied and, in the
   * installation's log, the end of its own. Interrupted, it is asked for again and goes on.
   *
   * @param entry who does it; the end of the workspace's log is added here
   * @return how many rows and facts are gone
   */
  long empty(WorkspaceId workspace, AuditEntry entry);
}
