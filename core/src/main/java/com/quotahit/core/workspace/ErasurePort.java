package com.quotahit.core.workspace;

import com.quotahit.core.shared.WorkspaceId;

/** Something outside the database that is kept of a workspace and goes with it. Blocks. */
@FunctionalInterface
public interface ErasurePort {

  /** Deletes all of it; harmless when asked again. */
  void erase(WorkspaceId workspace) throws Exception;
}
