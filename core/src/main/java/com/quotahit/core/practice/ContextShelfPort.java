package com.quotahit.core.practice;

import com.quotahit.core.shared.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where pieces of company context are kept, each workspace's apart. */
public interface ContextShelfPort {

  CompletionStage<Void> keep(WorkspaceId workspace, ContextItem item);

  CompletionStage<Optional<ContextItem>> find(WorkspaceId workspace, ContextId id);

  /** Those of {@code ids} that exist, in the order asked for. */
  CompletionStage<List<ContextItem>> find(WorkspaceId workspace, List<ContextId> ids);

  /** True when there was something to remove. */
  CompletionStage<Boolean> remove(WorkspaceId workspace, ContextId id);
}
