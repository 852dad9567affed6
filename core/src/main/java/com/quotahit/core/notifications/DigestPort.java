package com.quotahit.core.notifications;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;

/** Summaries of the day. Every call blocks shortly. */
public interface DigestPort {

  /** Somebody whose summary has come due. */
  record Due(WorkspaceId workspace, UserId user) {}

  List<Due> due(Instant now, int most);

  /**
   * Hands one letter with all that is due to the outbox, in one transaction: whoever does it first
   * does it for the whole cluster, and not twice on one day of that person.
   *
   * @return whether there was a letter
   */
  boolean write(Due due, Instant now);
}
