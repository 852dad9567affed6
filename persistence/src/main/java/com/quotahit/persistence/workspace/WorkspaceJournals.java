package com.quotahit.persistence.workspace;

import com.quotahit.core.workspace.UserEvent;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.persistence.journal.JournalNames;

/** What the facts about users and workspaces are called in the journal. */
public final class WorkspaceJournals {

  public static final JournalNames<UserEvent> USER =
      JournalNames.of("user", UserEvent.class)
          .name("user.registered", UserEvent.Registered.class)
          .name("user.platform-admin-granted", UserEvent.PlatformAdminGranted.class);

  public static final JournalNames<WorkspaceEvent> WORKSPACE =
      JournalNames.of("workspace", WorkspaceEvent.class)
          .name("workspace.created", WorkspaceEvent.Created.class)
          .name("workspace.member-joined", WorkspaceEvent.MemberJoined.class)
          .name("workspace.role-changed", WorkspaceEvent.RoleChanged.class)
          .name("workspace.member-removed", WorkspaceEvent.MemberRemoved.class)
          .name("workspace.recording-set", WorkspaceEvent.RecordingSet.class);

  private WorkspaceJournals() {}
}
