package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.util.concurrent.CompletionStage;

/** In which workspace somebody begins who has just proved who they are. */
@FunctionalInterface
public interface EntryPort {

  /**
   * The one preferred when they are a member there, otherwise another of theirs; whoever is left
   * without any is given one of their own.
   */
  CompletionStage<WorkspaceId> entry(UserId user, WorkspaceId preferred);
}
