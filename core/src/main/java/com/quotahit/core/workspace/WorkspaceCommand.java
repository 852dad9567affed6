package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;

/** What can be asked of a workspace. */
public sealed interface WorkspaceCommand {

  record Create(String name, UserId owner) implements WorkspaceCommand {}

  record AddMember(UserId user, Role role) implements WorkspaceCommand {}

  record ChangeRole(UserId user, Role role) implements WorkspaceCommand {}

  record RemoveMember(UserId user) implements WorkspaceCommand {}

  record SetRecording(RecordingTerms terms) implements WorkspaceCommand {}
}
