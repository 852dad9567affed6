package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An open door for one e-mail address. Its link is a secret of which only a hash is kept.
 *
 * @param team in which the person begins
 * @param standing as it was written down; time alone ends one that is open
 */
public record Invitation(
    InvitationId id,
    WorkspaceId workspace,
    EmailAddress email,
    Role role,
    Optional<TeamId> team,
    Standing standing,
    UserId invitedBy,
    Instant createdAt,
    Instant expiresAt) {

  public static final Duration LIFE = Duration.ofDays(7);

  /** What was decided about it. */
  public enum Standing {
    PENDING,
    /** Somebody has it, and is not a member yet. */
    ACCEPTING,
    ACCEPTED,
    REVOKED
  }

  /** What it is to those who look at it. */
  public enum State {
    PENDING,
    ACCEPTED,
    EXPIRED,
    REVOKED
  }

  public State state(Instant now) {
    return switch (standing) {
      case PENDING -> now.isBefore(expiresAt) ? State.PENDING : State.EXPIRED;
      case ACCEPTING, ACCEPTED -> State.ACCEPTED;
      case REVOKED -> State.REVOKED;
    };
  }
}
