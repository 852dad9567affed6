package com.quotahit.core.models;

import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that somebody brought. The key itself is sealed and is opened only in the moment of a call.
 *
 * @param last4 the end of the key, for its owner to know it by; empty for keys too short to show
 *     any
 * @param reason why it is not valid, where it is not
 * @param baseUrl for providers that may be anywhere
 * @param version counts changes
 */
public record ProviderKey(
    KeyId id,
    WorkspaceId workspace,
    KeyOwner owner,
    Provider provider,
    String label,
    Sealed sealed,
    String last4,
    KeyStatus status,
    Optional<KeyFault> reason,
    Optional<Instant> checkedAt,
    Optional<Instant> expiresAt,
    Optional<URI> baseUrl,
    UserId createdBy,
    Instant createdAt,
    long version) {

  /** Where the installation's own keys are kept: a room that no workspace can have the id of. */
  public static final WorkspaceId INSTALLATION = new WorkspaceId("wsp_" + "0".repeat(26));

  private static final int SHOWN = 4;
  private static final int LONG_ENOUGH_TO_SHOW = 16;

  /** What is bound into the seal, so that the row opens nowhere else. */
  public byte[] associated() {
    return associated(workspace, owner, provider, id);
  }

  public static byte[] associated(
      WorkspaceId workspace, KeyOwner owner, Provider provider, KeyId id) {
    return Associated.with(
        "byok", "1", workspace.value(), owner.code(), owner.subject(), provider.code(), id.value());
  }

  /** The end of a key that may be shown: a quarter of it at the most. */
  public static String last4(String key) {
    return key.length() < LONG_ENOUGH_TO_SHOW ? "" : key.substring(key.length() - SHOWN);
  }

  /** May calls be made with it now? */
  public boolean usable(Instant now) {
    return statusAt(now).usable();
  }

  /** Past its last moment a key is expired, whatever was found when it was asked about. */
  public KeyStatus statusAt(Instant now) {
    return expiresAt.filter(end -> !end.isAfter(now)).isPresent() ? KeyStatus.EXPIRED : status;
  }

  /** Its last moment has passed. */
  public ProviderKey expired() {
    return changed(KeyStatus.EXPIRED, Optional.empty(), checkedAt);
  }

  public ProviderKey checked(KeyStatus next, Optional<KeyFault> why, Instant at) {
    return changed(next, why, Optional.of(at));
  }

  private ProviderKey changed(KeyStatus next, Optional<KeyFault> why, Optional<Instant> at) {
    return new ProviderKey(
        id,
        workspace,
        owner,
        provider,
        label,
        sealed,
        last4,
        next,
        why,
        at,
        expiresAt,
        baseUrl,
        createdBy,
        createdAt,
        version + 1);
  }
}
