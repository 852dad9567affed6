package com.quotahit.actors.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.InTurn;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeyLevels;
import com.quotahit.core.models.KeyListenerPort;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.KeyStatus;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.ProviderKeysPort;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes keys in, asks their providers about them, now and again later, and lets them go. A key is
 * open only between its seal and the provider's client.
 */
public final class KeyCare {

  private static final Logger LOG = LoggerFactory.getLogger(KeyCare.class);
  private static final String DATABASE = "database";
  private static final String PROVIDER = "provider";
  private static final Duration LEASE = Duration.ofMinutes(5);

  /**
   * @param checks for every provider
   */
  public record Parts(
      ProviderKeysPort port,
      KeyBook book,
      ProviderPlaces places,
      Map<Provider, KeyCheckPort> checks,
      SealPort seal,
      Blocking blocking,
      InstantSource clock,
      KeyListenerPort listener,
      ModelSettings settings) {}

  /** What to do with a key whose provider cannot be reached. */
  public enum Unreachable {
    REFUSE,
    SAVE_UNVERIFIED
  }

  /** A key that somebody wants to keep. */
  public record Offer(
      KeyId id,
      WorkspaceId workspace,
      KeyOwner owner,
      Provider provider,
      Secret key,
      String label,
      Optional<URI> baseUrl,
      Optional<Instant> expiresAt,
      Unreachable unreachable,
      UserId by) {

    /** The provider knows best, unless its owner means to let go of it sooner. */
    Offer until(Optional<Instant> end) {
      Optional<Instant> sooner =
          Stream.concat(end.stream(), expiresAt.stream()).min(Comparator.naturalOrder());
      return new Offer(
          id, workspace, owner, provider, key, label, baseUrl, sooner, unreachable, by);
    }
  }

  /** What became of an offer. */
  public sealed interface Taken {

    record Kept(ProviderKey key) implements Taken {}

    record Rejected(KeyFault fault) implements Taken {}
  }

  private final Parts parts;

  /** Keys that are being looked into: many calls that fail together make one question. */
  private final Set<KeyId> doubts = ConcurrentHashMap.newKeySet();

  public KeyCare(Parts parts) {
    this.parts = parts;
  }

  public CompletionStage<Taken> take(Offer offer) {
    return parts
        .blocking()
        .run(
            PROVIDER,
            () -> check(parts.places().access(offer.provider(), offer.key(), offer.baseUrl())))
        .thenCompose(verdict ->
            switch (verdict) {
              case KeyVerdict.Accepted(Optional<Instant> end) ->
                  keep(offer.until(end), KeyStatus.VALID, Optional.empty());
              case KeyVerdict.Refused(KeyFault fault)
                  when fault == KeyFault.NETWORK
                      && offer.unreachable() == Unreachable.SAVE_UNVERIFIED ->
                  keep(offer, KeyStatus.UNVERIFIED, Optional.of(fault));
              case KeyVerdict.Refused(KeyFault fault) ->
                  CompletableFuture.completedFuture(new Taken.Rejected(fault));
            });
  }

  private CompletionStage<Taken> keep(Offer offer, KeyStatus status, Optional<KeyFault> reason) {
    Instant now = parts.clock().instant();
    byte[] plain = offer.key().reveal().getBytes(StandardCharsets.UTF_8);
    return parts
        .blocking()
        .run(
            DATABASE,
            () -> {
              ProviderKey key =
                  new ProviderKey(
                      offer.id(),
                      offer.workspace(),
                      offer.owner(),
                      offer.provider(),
                      offer.label(),
                      parts
                          .seal()
                          .seal(
                              plain,
                              ProviderKey.associated(
                                  offer.workspace(), offer.owner(), offer.provider(), offer.id())),
                      ProviderKey.last4(offer.key().reveal()),
                      status,
                      reason,
                      status == KeyStatus.VALID ? Optional.of(now) : Optional.empty(),
                      offer.expiresAt(),
                      offer.baseUrl(),
                      offer.by(),
                      now,
                      1);
              Arrays.fill(plain, (byte) 0);
              parts.port().save(key);
              parts.book().changed(offer.workspace());
              return new Taken.Kept(key);
            });
  }

  /** The keys that somebody may see: their own and the workspace's. */
  public CompletionStage<List<ProviderKey>> seenBy(WorkspaceId workspace, UserId user) {
    return parts
        .book()
        .of(workspace)
        .thenApply(terms ->
            terms.keys().stream()
                .filter(key ->
                    key.owner() instanceof KeyOwner.OfWorkspace
                        || key.owner().equals(new KeyOwner.OfUser(user)))
                .toList());
  }

  public CompletionStage<Boolean> remove(WorkspaceId workspace, KeyOwner owner, Provider provider) {
    return parts
        .blocking()
        .run(
            DATABASE,
            () -> {
              boolean gone = parts.port().remove(workspace, owner, provider);
              parts.book().changed(workspace);
              return gone;
            });
  }

  /** Lets go of all keys of somebody who is no member any more. */
  CompletionStage<WorkspaceId> left(WorkspaceId workspace, UserId user) {
    KeyOwner owner = new KeyOwner.OfUser(user);
    return parts
        .blocking()
        .run(
            DATABASE,
            () -> {
              for (ProviderKey key : parts.port().ofWorkspace(workspace).keys()) {
                if (key.owner().equals(owner)) {
                  parts.port().remove(workspace, owner, key.provider());
                }
              }
              parts.book().changed(workspace);
              return workspace;
            });
  }

  /** Asks the provider again, at once; empty when there is no such key. */
  public CompletionStage<Optional<ProviderKey>> checkNow(
      WorkspaceId workspace, KeyOwner owner, Provider provider) {
    return parts
        .blocking()
        .run(DATABASE, () -> parts.port().ofWorkspace(workspace))
        .thenCompose(shelf ->
            shelf.keys().stream()
                .filter(key -> key.owner().equals(owner) && key.provider() == provider)
                .findFirst()
                .map(key -> recheck(key).thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  public CompletionStage<KeyLevels> levels(WorkspaceId workspace) {
    return parts.book().of(workspace).thenApply(KeyBook.Terms::levels);
  }

  public CompletionStage<KeyLevels> setLevels(WorkspaceId workspace, KeyLevels levels) {
    return parts
        .blocking()
        .run(
            DATABASE,
            () -> {
              parts.port().setLevels(workspace, levels);
              parts.book().changed(workspace);
              return levels;
            });
  }

  /** Asks about keys that were not asked about for long; call it now and then on any node. */
  public CompletionStage<Integer> recheckDue() {
    Instant before = parts.clock().instant().minus(parts.settings().recheckAfter());
    return parts
        .blocking()
        .run(DATABASE, () -> parts.port().due(before, LEASE, parts.settings().recheckAtOnce()))
        .thenCompose(due -> InTurn.each("key", due, this::recheck));
  }

  /**
   * Says of keys whose last moment has passed that they are expired; call it now and then on any
   * node. They are not used from that moment on in any case.
   */
  public CompletionStage<Integer> expireDue() {
    return parts
        .blocking()
        .run(
            DATABASE,
            () -> {
              List<ProviderKey> past =
                  parts.port().past(parts.clock().instant(), parts.settings().recheckAtOnce());
              past.forEach(key -> written(key, key.expired()));
              return past.size();
            });
  }

  /** A call has shown something about a key; a refusal is looked into before it is believed. */
  public void doubted(ProviderKey key) {
    if (!doubts.add(key.id())) {
      return;
    }
    recheck(key)
        .whenComplete((_, failure) -> {
          doubts.remove(key.id());
          if (failure != null) {
            LOG.atWarn()
                .addKeyValue("key", key.id())
                .addKeyValue("cause", failure.getClass().getName())
                .log("a key could not be looked into");
          }
        });
  }

  private CompletionStage<ProviderKey> recheck(ProviderKey key) {
    return parts
        .blocking()
        .run(
            PROVIDER,
            () -> check(parts.places().access(key.provider(), opened(key), key.baseUrl())))
        .thenCompose(verdict -> learned(key, verdict));
  }

  private CompletionStage<ProviderKey> learned(ProviderKey key, KeyVerdict verdict) {
    Instant now = parts.clock().instant();
    KeyStatus next =
        key.statusAt(now) == KeyStatus.EXPIRED ? KeyStatus.EXPIRED : key.status().after(verdict);
    Optional<KeyFault> reason =
        switch (verdict) {
          case KeyVerdict.Accepted _ -> Optional.empty();
          case KeyVerdict.Refused(KeyFault fault) -> Optional.of(fault);
        };
    ProviderKey after = key.checked(next, reason, now);
    return parts.blocking().run(DATABASE, () -> written(key, after));
  }

  private ProviderKey written(ProviderKey key, ProviderKey after) {
    Optional<KeyStatus> before = parts.port().checked(key, after);
    parts.book().changed(key.workspace());
    if (before.isPresent() && before.get() != after.status()) {
      parts.listener().changed(after, before.get());
    }
    return after;
  }

  /** The key itself, for one call. */
  Secret opened(ProviderKey key) {
    byte[] plain = parts.seal().open(key.sealed(), key.associated());
    try {
      return new Secret(new String(plain, StandardCharsets.UTF_8));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Whether the stand-in answers calls with this key. */
  boolean simulated(ProviderKey key) {
    return parts.places().simulated(key.provider(), opened(key), key.baseUrl());
  }

  private KeyVerdict check(ProviderAccess access) {
    KeyCheckPort check = parts.checks().get(access.provider());
    if (check == null) {
      throw new IllegalStateException("nobody can check keys of " + access.provider().code());
    }
    return check.check(access);
  }
}
