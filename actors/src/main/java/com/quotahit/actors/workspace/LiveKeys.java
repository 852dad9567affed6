package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.ApiKey;
import com.quotahit.core.workspace.ApiKeyId;
import com.quotahit.core.workspace.ApiKeyText;
import com.quotahit.core.workspace.ApiKeysPort;
import com.quotahit.core.workspace.ApiKeysPort.Revoked;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The partners' keys in use on this node, in memory, so that a request costs no query. A key that
 * is revoked anywhere is dead here by notice; should the notice get lost, memory is believed for a
 * short time only. What is no key is remembered as well, so that asking again costs few queries.
 */
public final class LiveKeys {

  private static final String REVOKED = "api-key-revoked";
  private static final String LIMIT = "database";
  private static final int KNOWN_MAX = 10_000;
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  /** Keys of one workspace, dead ones included. */
  private static final int KEYS_MAX = 200;

  private record Known(Optional<ApiKey> key, Instant askedAt) {}

  /** What is wanted of a new key. */
  public record Wanted(String name, Set<Permission> scopes, Instant expiresAt) {
    public Wanted {
      scopes = Set.copyOf(scopes);
    }
  }

  /** A key with its secret, which nobody can ask for again. */
  public record Made(ApiKey key, Secret secret) {}

  private final ApiKeysPort port;
  private final Blocking blocking;
  private final NoticePort notices;
  private final InstantSource clock;
  private final MarkedSecrets secrets;
  private final Duration trusted;
  private final EntitlementsPort entitlements;
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > KNOWN_MAX;
        }
      };
  private final Map<ApiKeyId, Instant> written = new LinkedHashMap<>();
  private final List<Consumer<String>> whenRevoked = new CopyOnWriteArrayList<>();
  private final AtomicLong changes = new AtomicLong();

  /**
   * @param trusted how long memory is believed without asking the database again
   * @param entitlements what a workspace has of the product; a key sits where its maker sits
   */
  public LiveKeys(
      ApiKeysPort port,
      Blocking blocking,
      NoticePort notices,
      InstantSource clock,
      MarkedSecrets secrets,
      Duration trusted,
      EntitlementsPort entitlements) {
    this.port = port;
    this.blocking = blocking;
    this.notices = notices;
    this.clock = clock;
    this.secrets = secrets;
    this.trusted = trusted;
    this.entitlements = entitlements;
    notices.listen(REVOKED, this::forget);
  }

  /** Calls with the id of each key that is revoked, wherever. */
  public void whenRevoked(Consumer<String> listener) {
    whenRevoked.add(listener);
  }

  /** Who stands behind a key. */
  public CompletionStage<Optional<Principal>> find(String text) {
    byte[] hash = ApiKeyText.hash(text);
    String name = HexFormat.of().formatHex(hash);
    Instant now = clock.instant();
    Known remembered;
    synchronized (known) {
      remembered = known.get(name);
    }
    if (remembered != null && now.isBefore(remembered.askedAt.plus(trusted))) {
      return entitled(used(remembered.key, now));
    }
    try {
      boolean foundBefore = remembered != null && remembered.key.isPresent();
      if (!foundBefore && !secrets.mayBeKey(text)) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
    } catch (LookUpsSpent spent) {
      return CompletableFuture.failedFuture(spent);
    }
    long before = changes.get();
    return blocking
        .run(LIMIT, () -> port.byHash(hash))
        .thenApply(found -> {
          synchronized (known) {
            if (changes.get() == before) {
              known.put(name, new Known(found, now));
            }
          }
          return found;
        })
        .thenCompose(found -> entitled(used(found, now)));
  }

  private CompletionStage<Optional<Principal>> entitled(Optional<ApiKey> found) {
    return found
        .map(key ->
            entitlements
                .of(key.workspace(), key.createdBy())
                .thenApply(entitled -> Optional.of(principal(key, entitled))))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Empty when the workspace has as many as it may have. */
  public CompletionStage<Optional<Made>> make(
      Principal by, IdSource ids, Wanted wanted, AuditEntry audit) {
    Secret secret = secrets.apiKey();
    byte[] hash = ApiKeyText.hash(secret.reveal());
    ApiKey key =
        new ApiKey(
            new ApiKeyId(ids.next(ApiKeyId.PREFIX)),
            by.workspace(),
            wanted.name(),
            ApiKeyText.prefix(secret),
            ApiKeyText.last4(secret),
            wanted.scopes(),
            by.user(),
            clock.instant(),
            wanted.expiresAt(),
            Optional.empty(),
            Optional.empty());
    return blocking
        .run(LIMIT, () -> port.keep(key, hash, KEYS_MAX, told(audit, key)))
        .thenApply(kept -> {
          // It may have been guessed at before it was there.
          forgetHash(HexFormat.of().formatHex(hash));
          return kept ? Optional.of(new Made(key, secret)) : Optional.empty();
        });
  }

  public CompletionStage<List<ApiKey>> list(
      WorkspaceId workspace, Optional<String> after, int rows) {
    return blocking.run(LIMIT, () -> port.list(workspace, after, rows));
  }

  /** False when the workspace has no such key. */
  public CompletionStage<Boolean> revoke(WorkspaceId workspace, String id, AuditEntry audit) {
    Instant now = clock.instant();
    return blocking
        .run(LIMIT, () -> port.revoke(workspace, id, now, audit))
        .thenApply(revoked -> {
          revoked.ifPresent(this::tell);
          return revoked.isPresent();
        });
  }

  /** What is remembered of a workspace may be wrong from now on. */
  public void forgetWorkspace(WorkspaceId workspace) {
    changes.incrementAndGet();
    synchronized (known) {
      known
          .values()
          .removeIf(k -> k.key.map(key -> key.workspace().equals(workspace)).orElse(true));
    }
  }

  private static AuditEntry told(AuditEntry audit, ApiKey key) {
    return new AuditEntry(
        audit.action(),
        "api-key:" + key.id(),
        Map.of(),
        Map.of(
            "name",
            key.name(),
            "scopes",
            key.scopes().stream().map(Permission::code).sorted().toList().toString(),
            "expiresAt",
            key.expiresAt().toString(),
            "last4",
            key.last4()),
        audit.by(),
        audit.from(),
        audit.requestId(),
        audit.at());
  }

  private void tell(Revoked revoked) {
    String notice = HexFormat.of().formatHex(revoked.hash()) + " " + revoked.id();
    forget(notice);
    notices.publish(REVOKED, notice);
  }

  private void forget(String notice) {
    int space = notice.indexOf(' ');
    forgetHash(notice.substring(0, space));
    String id = notice.substring(space + 1);
    whenRevoked.forEach(listener -> listener.accept(id));
  }

  private void forgetHash(String hash) {
    changes.incrementAndGet();
    synchronized (known) {
      known.remove(hash);
    }
  }

  private Optional<ApiKey> used(Optional<ApiKey> found, Instant now) {
    Optional<ApiKey> active = found.filter(key -> key.state(now) == ApiKey.State.ACTIVE);
    active.ifPresent(key -> noteUse(key, now));
    return active;
  }

  /** Nobody waits for it; a write that fails is made again with the next minute's request. */
  private void noteUse(ApiKey key, Instant now) {
    synchronized (written) {
      Instant last = written.get(key.id());
      if (last != null && now.isBefore(last.plus(USED_EVERY))) {
        return;
      }
      if (written.size() > KNOWN_MAX) {
        written.clear();
      }
      written.put(key.id(), now);
    }
    blocking.run(
        LIMIT,
        () -> {
          port.used(key.workspace(), key.id(), now);
          return key;
        });
  }

  private static Principal principal(ApiKey key, Entitled entitled) {
    return new Principal(
        key.id().owner(),
        key.workspace(),
        Role.API_CLIENT,
        false,
        entitled.usable(),
        entitled.readOnly(),
        key.id().value(),
        key.createdAt(),
        Optional.empty(),
        Optional.of(new Principal.KeyGrant(key.id(), key.scopes())));
  }
}
