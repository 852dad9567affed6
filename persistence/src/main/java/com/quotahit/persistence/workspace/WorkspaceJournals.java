package com.quotahit.persistence.workspace;

import com.quotahit.core.workspace.UserEvent;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.persistence.journal.JournalNames;

/** What the facts about users and workspaces are called in the journal. */
public final class WorkspaceJournals {

  public static final JournalNames<UserEvent> USER =
      JournalNames.of("user", UserEvent.class)
          .name("user.registered", UserEvent.Registered.class)
          .name("user.platform-admin-granted", UserEvent.PlatformAdminGranted.class)
          .name("user.platform-admin-revoked", UserEvent.PlatformAdminRevoked.class);

  public static final JournalNames<WorkspaceEvent> WORKSPACE =
      JournalNames.of("workspace", WorkspaceEvent.class)
          .name("workspace.created", WorkspaceEvent.Created.class)
          .name("workspace.member-joined", WorkspaceEvent.MemberJoined.class)
          .name("workspace.role-changed", WorkspaceEvent.RoleChanged.class)
          .name("workspace.member-removed", WorkspaceEvent.MemberRemoved.class)
          .name("workspace.renamed", WorkspaceEvent.Renamed.class)
          .name("workspace.member-placed", WorkspaceEvent.MemberPlaced.class)
          .name("workspace.records-handed-over", WorkspaceEvent.RecordsHandedOver.class)
          .name("workspace.team-made", WorkspaceEvent.TeamMade.class)
          .name("workspace.team-renamed", WorkspaceEvent.TeamRenamed.class)
          .name("workspace.team-moved", WorkspaceEvent.TeamMoved.class)
          .name("workspace.team-removed", WorkspaceEvent.TeamRemoved.class)
          .name("workspace.discarded", WorkspaceEvent.Discarded.class)
          .name("workspace.restored", WorkspaceEvent.Restored.class)
          .name("workspace.recording-set", WorkspaceEvent.RecordingSet.class)
          .name("workspace.emptied", WorkspaceEvent.Emptied.class);

  private WorkspaceJournals() {}
}
