package com.quotahit.core.models;

import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose key a call is made with: the caller's own, else the workspace's, else the installation's.
 */
public final class KeyResolutionPolicy {

  /** What a call is made with. */
  public sealed interface Choice {

    record Own(ProviderKey key) implements Choice {}

    /** The installation's key, or its stand-in. */
    record Platform() implements Choice {}

    record None() implements Choice {}
  }

  private KeyResolutionPolicy() {}

  /**
   * @param keys of the workspace
   * @param platform whether the installation can serve this provider at all
   */
  public static Choice choose(
      List<ProviderKey> keys,
      KeyLevels levels,
      UserId user,
      Provider provider,
      boolean platform,
      Instant now) {
    Optional<ProviderKey> mine =
        levels.user() == KeyLevels.Level.ON
            ? usable(keys, new KeyOwner.OfUser(user), provider, now)
            : Optional.empty();
    Optional<ProviderKey> own =
        mine.or(() -> usable(keys, new KeyOwner.OfWorkspace(), provider, now));
    if (own.isPresent()) {
      return new Choice.Own(own.get());
    }
    return platform && levels.platform() == KeyLevels.Level.ON
        ? new Choice.Platform()
        : new Choice.None();
  }

  private static Optional<ProviderKey> usable(
      List<ProviderKey> keys, KeyOwner owner, Provider provider, Instant now) {
    return keys.stream()
        .filter(key -> key.provider() == provider && key.owner().equals(owner))
        .filter(key -> key.usable(now))
        .findFirst();
  }
}
