package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.Optional;

/** What can be asked of a workspace. */
public sealed interface WorkspaceCommand {

  record Create(String name, UserId owner) implements WorkspaceCommand {}

  /**
   * @param version of the name that is to be replaced
   */
  record Rename(String name, int version) implements WorkspaceCommand {}

  /** Somebody takes up an invitation. */
  record AddMember(UserId user, Role role, Optional<TeamId> team) implements WorkspaceCommand {}

  /** Another role, other teams, or both at once. */
  record ChangeMember(Authority by, UserId user, Optional<Role> role, Optional<Placement> placement)
      implements WorkspaceCommand {}

  /**
   * @param heir who gets what the member leaves behind
   */
  record RemoveMember(Authority by, UserId user, Optional<UserId> heir)
      implements WorkspaceCommand {}

  /** An owner makes another member owner and becomes an admin. */
  record TransferOwnership(UserId from, UserId to) implements WorkspaceCommand {}

  record MakeTeam(TeamId team, String name, Optional<TeamId> parent) implements WorkspaceCommand {}

  record ChangeTeam(TeamId team, String name, Optional<TeamId> parent)
      implements WorkspaceCommand {}

  /**
   * @param target where its members go
   */
  record RemoveTeam(TeamId team, Optional<TeamId> target) implements WorkspaceCommand {}

  record SetRecording(RecordingTerms terms) implements WorkspaceCommand {}

  /**
   * @param confirmed the workspace's name, repeated by whoever wants it gone
   */
  record Discard(String confirmed, Instant until) implements WorkspaceCommand {}

  record Restore(UserId by) implements WorkspaceCommand {}

  /** Its time in the bin is over. */
  record Empty() implements WorkspaceCommand {}
}
