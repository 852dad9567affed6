package com.quotahit.actors.workspace;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.NoticePort;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells every node that the people, teams or keys of a workspace are not what they were, so that
 * memory of them is dropped. The node that tells drops its own before it goes on.
 */
public final class WorkspaceChanges {

  private static final String TOPIC = "workspace-changed";

  private final NoticePort notices;
  private final List<Consumer<WorkspaceId>> listeners = new CopyOnWriteArrayList<>();

  public WorkspaceChanges(NoticePort notices) {
    this.notices = notices;
    notices.listen(TOPIC, text -> here(new WorkspaceId(text)));
  }

  /** The listener must not block. */
  public void whenChanged(Consumer<WorkspaceId> listener) {
    listeners.add(listener);
  }

  public void changed(WorkspaceId workspace) {
    here(workspace);
    notices.publish(TOPIC, workspace.value());
  }

  private void here(WorkspaceId workspace) {
    listeners.forEach(listener -> listener.accept(workspace));
  }
}
