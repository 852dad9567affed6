package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.Optional;

/** What has happened in a workspace. */
public sealed interface WorkspaceEvent {

  record Created(String name, UserId owner) implements WorkspaceEvent {}

  record Renamed(String name) implements WorkspaceEvent {}

  record MemberJoined(UserId user, Role role) implements WorkspaceEvent {}

  record RoleChanged(UserId user, Role role) implements WorkspaceEvent {}

  record MemberPlaced(UserId user, Placement placement) implements WorkspaceEvent {}

  /** What one person owned belongs to another from now on. */
  record RecordsHandedOver(UserId from, UserId to) implements WorkspaceEvent {}

  record MemberRemoved(UserId user) implements WorkspaceEvent {}

  record TeamMade(TeamId team, String name, Optional<TeamId> parent) implements WorkspaceEvent {}

  record TeamRenamed(TeamId team, String name) implements WorkspaceEvent {}

  record TeamMoved(TeamId team, Optional<TeamId> parent) implements WorkspaceEvent {}

  record TeamRemoved(TeamId team) implements WorkspaceEvent {}

  record RecordingSet(RecordingTerms terms) implements WorkspaceEvent {}

  record Discarded(Instant until) implements WorkspaceEvent {}

  record Restored() implements WorkspaceEvent {}

  /** There is no way back: what was in it is being deleted. The last fact of a workspace. */
  record Emptied() implements WorkspaceEvent {}
}
