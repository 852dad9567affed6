package com.quotahit.core.workspace;

/** Why a workspace's command is refused. */
public sealed interface WorkspaceRejection {

  record NoSuchWorkspace() implements WorkspaceRejection {}

  record AlreadyCreated() implements WorkspaceRejection {}

  record NoSuchMember() implements WorkspaceRejection {}

  record AlreadyMember() implements WorkspaceRejection {}

  /** A workspace keeps at least one owner. */
  record LastOwner() implements WorkspaceRejection {}
}
