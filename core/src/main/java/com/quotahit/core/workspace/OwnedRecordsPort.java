package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;

/**
 * What a feature keeps that belongs to one person of a workspace and must not be left without an
 * owner when the person leaves. Every call blocks shortly.
 */
public interface OwnedRecordsPort {

  /** How many there are. */
  long count(WorkspaceId workspace, UserId owner);

  /** Gives all of them to another person; harmless when asked again. */
  void handOver(WorkspaceId workspace, UserId from, UserId to);

  /** Deletes what is the person's alone and nobody else's to have. */
  default void forget(WorkspaceId workspace, UserId gone) {}
}
