package com.quotahit.core.voice;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;

/** What is known of calls that somebody deleted. Calls block. */
@FunctionalInterface
public interface DeletedCallsPort {

  /** Those of these calls that could be brought back until {@code moment} and no longer. */
  List<String> deletedBefore(WorkspaceId workspace, List<String> sessions, Instant moment);
}
