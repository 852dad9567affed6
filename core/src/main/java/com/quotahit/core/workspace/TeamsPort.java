package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Whose records are the team's. Answers from memory; a change elsewhere is known within a second.
 */
public interface TeamsPort {

  /** Everybody in this person's teams and in all that are part of them, with the person. */
  CompletionStage<Set<UserId>> reach(WorkspaceId workspace, UserId user);
}
