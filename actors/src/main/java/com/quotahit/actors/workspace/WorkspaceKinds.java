package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Kind;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.User;
import com.quotahit.core.workspace.UserCommand;
import com.quotahit.core.workspace.UserEvent;
import com.quotahit.core.workspace.UserRejection;
import com.quotahit.core.workspace.UserRules;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.core.workspace.WorkspaceRejection;
import com.quotahit.core.workspace.WorkspaceRules;
import java.util.List;

/** The entities of this feature, for the engine. */
public final class WorkspaceKinds {

  public static final Kind<User, UserCommand, UserEvent, UserRejection> USER =
      new Kind<>(
          "user",
          User.class,
          UserCommand.class,
          UserEvent.class,
          UserRejection.class,
          UserRules.RULES);

  public static final Kind<Workspace, WorkspaceCommand, WorkspaceEvent, WorkspaceRejection>
      WORKSPACE =
          new Kind<>(
              "workspace",
              Workspace.class,
              WorkspaceCommand.class,
              WorkspaceEvent.class,
              WorkspaceRejection.class,
              WorkspaceRules.RULES);

  public static final List<Kind<?, ?, ?, ?>> ALL = List.of(USER, WORKSPACE);

  private WorkspaceKinds() {}

  /** A user lives in the workspace where they began. */
  public static EntityId user(WorkspaceId home, UserId user) {
    return new EntityId(home, user.value());
  }

  public static EntityId workspace(WorkspaceId workspace) {
    return new EntityId(workspace, "workspace");
  }
}
