package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;

/** What has happened in a workspace. */
public sealed interface WorkspaceEvent {

  record Created(String name, UserId owner) implements WorkspaceEvent {}

  record MemberJoined(UserId user, Role role) implements WorkspaceEvent {}

  record RoleChanged(UserId user, Role role) implements WorkspaceEvent {}

  record MemberRemoved(UserId user) implements WorkspaceEvent {}

  record RecordingSet(RecordingTerms terms) implements WorkspaceEvent {}
}
