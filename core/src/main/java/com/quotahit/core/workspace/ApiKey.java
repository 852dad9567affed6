package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A partner's key, without the key itself.
 *
 * @param prefix and {@code last4}: enough of it to know it again
 * @param createdBy who answers for it
 */
public record ApiKey(
    ApiKeyId id,
    WorkspaceId workspace,
    String name,
    String prefix,
    String last4,
    Set<Permission> scopes,
    UserId createdBy,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt,
    Optional<Instant> revokedAt) {

  /** What no key may ever do: make more of itself, spend money, give the workspace away. */
  private static final Set<Permission> PEOPLE_ONLY =
      EnumSet.of(Permission.KEYS_MANAGE, Permission.BILLING_MANAGE, Permission.OWNERSHIP_TRANSFER);

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it opens anything. */
  public enum State {
    ACTIVE,
    EXPIRED,
    REVOKED
  }

  public State state(Instant now) {
    if (revokedAt.isPresent()) {
      return State.REVOKED;
    }
    return now.isBefore(expiresAt) ? State.ACTIVE : State.EXPIRED;
  }

  public static boolean possible(Permission scope) {
    return !PEOPLE_ONLY.contains(scope);
  }
}
