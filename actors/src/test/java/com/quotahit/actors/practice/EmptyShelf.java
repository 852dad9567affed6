package com.quotahit.actors.practice;

import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextItem;
import com.quotahit.core.practice.ContextListing;
import com.quotahit.core.practice.ContextShelfPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nobody brought anything to read. */
final class EmptyShelf implements ContextShelfPort {
  @Override
  public boolean keep(WorkspaceId workspace, ContextItem item) {
    return true;
  }

  @Override
  public long broughtSince(WorkspaceId workspace, UserId owner, Instant since) {
    return 0;
  }

  @Override
  public List<ContextItem> find(WorkspaceId workspace, List<ContextId> ids) {
    return List.of();
  }

  @Override
  public List<ContextListing> list(
      WorkspaceId workspace, Optional<Set<UserId>> owners, Optional<ContextId> after, int most) {
    return List.of();
  }

  @Override
  public boolean remove(WorkspaceId workspace, ContextId id) {
    return false;
  }
}
