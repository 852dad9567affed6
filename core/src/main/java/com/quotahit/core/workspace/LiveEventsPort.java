package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.util.Map;
import java.util.Optional;

/**
 * Tells open screens that something has changed; they ask for it themselves. May be called often
 * and from anywhere, never blocks and never fails: a screen that missed something is told to look
 * anew.
 */
public interface LiveEventsPort {

  /**
   * @param to one person; empty for everybody in the workspace
   * @param type such as {@code practice.session-changed}
   * @param fields ids and states, no content
   */
  void changed(WorkspaceId workspace, Optional<UserId> to, String type, Map<String, String> fields);
}
