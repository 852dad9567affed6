package com.quotahit.core.workspace;

import com.quotahit.core.shared.WorkspaceId;

/**
 * Where it is written down who did what. Entries are only ever added. Every call blocks, for one
 * short transaction of its own; entries of one chain wait for each other.
 */
public interface AuditPort {

  void append(AuditChain chain, AuditEntry entry);

  default void append(WorkspaceId workspace, AuditEntry entry) {
    append(new AuditChain.OfWorkspace(workspace), entry);
  }

  default void appendToPlatform(AuditEntry entry) {
    append(new AuditChain.OfPlatform(), entry);
  }
}
