package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;

/** How somebody signs in, and where they began. */
public record Account(
    EmailAddress email,
    UserId user,
    WorkspaceId home,
    String name,
    String workspaceName,
    PasswordHash passwordHash,
    Stage stage,
    Instant createdAt) {

  /** Somebody who comes by an invitation and has no account yet. */
  public record Newcomer(UserId user, String name, PasswordHash passwordHash) {}

  public enum Stage {
    /** The address is taken, but user and workspace may not be there yet. */
    PENDING,
    ACTIVE
  }
}
