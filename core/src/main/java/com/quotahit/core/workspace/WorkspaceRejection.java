package com.quotahit.core.workspace;

/** Why a workspace's command is refused. */
public sealed interface WorkspaceRejection {

  record NoSuchWorkspace() implements WorkspaceRejection {}

  record AlreadyCreated() implements WorkspaceRejection {}

  record NoSuchMember() implements WorkspaceRejection {}

  record AlreadyMember() implements WorkspaceRejection {}

  /** A workspace keeps at least one owner. */
  record LastOwner() implements WorkspaceRejection {}

  /** Whoever asks would give or take more than they hold. */
  record BeyondYourRights(Role role) implements WorkspaceRejection {}

  /** A role that keys have and people do not. */
  record NotForPeople(Role role) implements WorkspaceRejection {}

  /** Whoever should get somebody's records is not a member, or is the one who leaves. */
  record NoSuchHeir() implements WorkspaceRejection {}

  record NoSuchTeam() implements WorkspaceRejection {}

  record TeamTooDeep() implements WorkspaceRejection {}

  /** A team would become a part of itself. */
  record TeamInItself() implements WorkspaceRejection {}

  record TeamInUse(int members) implements WorkspaceRejection {}

  record Full(String what, int most) implements WorkspaceRejection {}

  record StaleVersion(int current, String name) implements WorkspaceRejection {}

  /** The name that was repeated is not the workspace's. */
  record NotConfirmed() implements WorkspaceRejection {}
}
