package com.quotahit.core.workspace;

import com.quotahit.core.shared.WorkspaceId;

/** One line of audit entries, each chained to the one before. */
public sealed interface AuditChain {

  String PLATFORM = "platform";

  record OfWorkspace(WorkspaceId workspace) implements AuditChain {}

  /** What is done to the installation itself. */
  record OfPlatform() implements AuditChain {}

  /** The reverse of {@link #key}. */
  static AuditChain of(String key) {
    return key.equals(PLATFORM) ? new OfPlatform() : new OfWorkspace(new WorkspaceId(key));
  }

  /** As the database and checkpoints name it. */
  default String key() {
    return switch (this) {
      case OfWorkspace(WorkspaceId workspace) -> workspace.value();
      case OfPlatform _ -> PLATFORM;
    };
  }
}
