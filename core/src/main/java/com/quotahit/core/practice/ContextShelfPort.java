package com.quotahit.core.practice;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where pieces of company context are kept, each workspace's apart. Blocking: call it from virtual
 * threads only.
 */
public interface ContextShelfPort {

  /**
   * Keeping the same piece again changes nothing.
   *
   * @return false when its owner has left the workspace while it was read, and it is nobody's
   */
  boolean keep(WorkspaceId workspace, ContextItem item);

  /** How many pieces somebody has brought since a moment, without those that were removed. */
  long broughtSince(WorkspaceId workspace, UserId owner, Instant since);

  /** Those of {@code ids} that exist, in the order asked for. */
  List<ContextItem> find(WorkspaceId workspace, List<ContextId> ids);

  /**
   * Newest first.
   *
   * @param owners whose; empty means everybody's
   * @param after the last one already seen
   */
  List<ContextListing> list(
      WorkspaceId workspace, Optional<Set<UserId>> owners, Optional<ContextId> after, int most);

  /** True when there was something to remove. */
  boolean remove(WorkspaceId workspace, ContextId id);
}
