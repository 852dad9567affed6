package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.EntitlementsPort;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.ImpersonationsPort;
import com.quotahit.core.workspace.ImpersonationsPort.Acting;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.SessionsPort;
import com.quotahit.core.workspace.SessionsPort.Ended;
import com.quotahit.core.workspace.SessionsPort.Moved;
import com.quotahit.core.workspace.SessionsPort.Proof;
import com.quotahit.core.workspace.SessionsPort.Session;
import com.quotahit.core.workspace.SessionsPort.Standing;
import com.quotahit.core.workspace.SignInMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The sessions in use on this node, in memory, so that a request costs no query. One that is ended
 * anywhere ends here by notice; should the notice get lost, memory is believed for a short time
 * only.
 *
 * <p>This file is long because finding, renewing, moving and ending a session all read and write
 * one map under one lock.
 */
public final class LiveSessions {

  private static final String ENDED = "session-ended";
  private static final String RENEWED = "session-renewed";
  private static final String LIMIT = "database";
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private static final class Known {
    final Standing standing;
    final Principal principal;
    final Optional<Acting> acting;
    final Instant askedAt;
    Instant lastSeen;
    Instant writtenAt;

    Known(Standing standing, Principal principal, Optional<Acting> acting, Instant now) {
      this.standing = standing;
      this.principal = principal;
      this.acting = acting;
      this.askedAt = now;
      this.lastSeen = standing.session().lastSeenAt();
      this.writtenAt = standing.session().lastSeenAt();
    }
  }

  private final SessionsPort port;
  private final EntitlementsPort entitlements;
  private final ImpersonationsPort impersonations;
  private final Blocking blocking;
  private final NoticePort notices;
  private final InstantSource clock;
  private final SessionSettings settings;
  private final MarkedSecrets secrets;
  private final Map<String, Known> known;
  private final List<Consumer<String>> whenEnded = new CopyOnWriteArrayList<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile Optional<Installation> installation = Optional.empty();

  public LiveSessions(
      SessionsPort port,
      EntitlementsPort entitlements,
      ImpersonationsPort impersonations,
      Blocking blocking,
      NoticePort notices,
      InstantSource clock,
      SessionSettings settings,
      MarkedSecrets secrets) {
    this.port = port;
    this.entitlements = entitlements;
    this.impersonations = impersonations;
    this.blocking = blocking;
    this.notices = notices;
    this.clock = clock;
    this.settings = settings;
    this.secrets = secrets;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > settings.cached();
          }
        };
    notices.listen(ENDED, this::forget);
    notices.listen(RENEWED, this::forgetSecret);
  }

  /** Calls with the id of each session that ends, wherever it was ended. */
  public void whenEnded(Consumer<String> listener) {
    whenEnded.add(listener);
  }

  /** Who stands behind a secret. */
  public CompletionStage<Optional<Principal>> find(String token) {
    return standing(token).thenCompose(this::entitled);
  }

  /** What somebody may use who has just come in. */
  public CompletionStage<Entitled> entitled(WorkspaceId workspace, UserId user) {
    return entitlements.of(workspace, user);
  }

  private CompletionStage<Optional<Principal>> entitled(Optional<Principal> found) {
    return found
        .map(known ->
            entitlements
                .of(known.workspace(), known.user())
                .thenApply(entitled -> Optional.of(known.with(entitled))))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** For a device: by its mark every node knows it for one of ours. */
  public String newSecret() {
    return secrets.session();
  }

  private CompletionStage<Optional<Principal>> standing(String token) {
    byte[] hash = sha256(token);
    String key = HexFormat.of().formatHex(hash);
    Instant now = clock.instant();
    Optional<Known> fresh = remembered(key, now);
    if (fresh.isPresent()) {
      return CompletableFuture.completedFuture(used(key, fresh.get(), now));
    }
    try {
      if (!foundBefore(key) && !secrets.mayBeSession(token)) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
    } catch (LookUpsSpent spent) {
      return CompletableFuture.failedFuture(spent);
    }
    long before = changes.get();
    return blocking
        .run(LIMIT, () -> port.find(hash).map(standing -> known(standing, now)))
        .thenApply(found -> found.flatMap(asked -> remember(key, asked, now, before)));
  }

  /** Only a platform admin can act in somebody's name, so only then it is looked up. */
  private Known known(Standing standing, Instant now) {
    Principal self = principal(standing);
    Optional<Acting> acting =
        self.platformAdmin() ? impersonations.of(standing.session().id(), now) : Optional.empty();
    return new Known(standing, acting.map(other -> other.by(self)).orElse(self), acting, now);
  }

  /** Begins a session; the secret goes to the device and is kept nowhere. */
  public CompletionStage<Session> begin(Session session) {
    return blocking.run(
        LIMIT,
        () -> {
          port.begin(session);
          return session;
        });
  }

  /** A secret that opens nothing any more, or something else than before: on every node. */
  public void ended(byte[] tokenHash, String sessionId) {
    ended(List.of(new Ended(sessionId, tokenHash)));
  }

  /** Signs the one who asks out on this device; an admin who acts in somebody's name as well. */
  public CompletionStage<Boolean> signOut(Principal principal) {
    return principal
        .impersonation()
        .map(acting ->
            blocking
                .run(LIMIT, () -> impersonations.signOut(acting.id(), clock.instant()))
                .thenApply(over -> {
                  over.ifPresent(ended -> ended(ended.tokenHash(), ended.id()));
                  return over.isPresent();
                }))
        .orElseGet(() -> end(principal, principal.sessionId()));
  }

  /** Ends a session of this user; false when there is none. */
  public CompletionStage<Boolean> end(Principal by, String sessionId) {
    return blocking
        .run(LIMIT, () -> port.end(by.user(), sessionId))
        .thenApply(hash -> {
          hash.ifPresent(bytes -> ended(List.of(new Ended(sessionId, bytes))));
          return hash.isPresent();
        });
  }

  /**
   * Takes the session of this principal into another workspace of theirs, under a new secret; the
   * old one opens nothing any more. False when the session is gone.
   *
   * @param id of the session from now on
   */
  public CompletionStage<Boolean> move(Principal by, WorkspaceId to, String id, byte[] tokenHash) {
    Instant now = clock.instant();
    return blocking
        .run(
            LIMIT,
            () ->
                port.move(
                    new Moved(by.sessionId(), by.user(), by.workspace(), to, id, tokenHash), now))
        .thenApply(was -> {
          was.ifPresent(session -> ended(List.of(session)));
          return was.isPresent();
        });
  }

  /** Ends the sessions of one user in a workspace, or of all its users. */
  public CompletionStage<Integer> endIn(WorkspaceId workspace, Optional<UserId> user) {
    return blocking
        .run(LIMIT, () -> port.endIn(workspace, user))
        .thenApply(ended -> {
          ended(ended);
          return ended.size();
        });
  }

  /**
   * Ends the sessions in a workspace whose people have to come by its own identity provider from
   * now on and did not. Blocks shortly.
   */
  void endUnvouched(WorkspaceId workspace) {
    ended(port.endUnvouched(workspace));
  }

  /** Whether this person has to come to that workspace by its own identity provider. */
  CompletionStage<Boolean> mustBeVouchedFor(UserId user, WorkspaceId workspace) {
    return blocking.run(LIMIT, () -> port.mustBeVouchedFor(user, workspace));
  }

  /** What is remembered of a workspace's people may be wrong from now on. */
  public void forgetWorkspace(WorkspaceId workspace) {
    changes.incrementAndGet();
    synchronized (known) {
      known.values().removeIf(k -> k.principal.workspace().equals(workspace));
    }
  }

  /** Ends all sessions of this user but one, in every workspace; says how many. */
  public CompletionStage<Integer> endAll(UserId user, Optional<String> keptSession) {
    return blocking
        .run(LIMIT, () -> port.endAll(user, keptSession))
        .thenApply(gone -> {
          ended(gone);
          return gone.size();
        });
  }

  /** Says everywhere that these sessions are no more, after their rows have gone. */
  public void ended(List<Ended> gone) {
    for (Ended session : gone) {
      String notice = HexFormat.of().formatHex(session.tokenHash()) + " " + session.sessionId();
      forget(notice);
      notices.publish(ENDED, notice);
    }
  }

  /**
   * The user proved again who they are: the session goes on under a new secret, and the old one is
   * worth nothing. Open sockets stay. False when the session has ended.
   */
  public CompletionStage<Boolean> renew(Principal by, String nextToken, SignInMethod method) {
    Proof proof = new Proof(clock.instant(), method);
    return blocking
        .run(LIMIT, () -> port.renew(by.user(), by.sessionId(), sha256(nextToken), proof))
        .thenApply(old -> {
          old.map(HexFormat.of()::formatHex)
              .ifPresent(key -> {
                notices.publish(RENEWED, key);
                forgetSecret(key);
              });
          return old.isPresent();
        });
  }

  /** The devices of this user, in every workspace of theirs. */
  public CompletionStage<List<Session>> ofUser(Principal principal) {
    return blocking.run(LIMIT, () -> port.ofUser(principal.user()));
  }

  /** Removes sessions that have run out; call it now and then on any node. */
  public CompletionStage<Integer> forgetExpired() {
    Instant now = clock.instant();
    return blocking.run(LIMIT, () -> port.forgetExpired(now, now.minus(settings.idle())));
  }

  public SessionSettings settings() {
    return settings;
  }

  public static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private Optional<Known> remembered(String key, Instant now) {
    synchronized (known) {
      Known found = known.get(key);
      return Optional.ofNullable(found)
          .filter(k -> now.isBefore(k.askedAt.plus(settings.trusted())))
          .filter(k -> k.acting.filter(a -> a.impersonation().overAt(now)).isEmpty());
    }
  }

  /** Whoever was let in is asked for again, however many others are invented meanwhile. */
  private boolean foundBefore(String key) {
    synchronized (known) {
      return known.containsKey(key);
    }
  }

  private Optional<Principal> remember(String key, Known fresh, Instant now, long asked) {
    synchronized (known) {
      if (changes.get() != asked) {
        // Something changed while this was asked: good for this request, not to be believed later.
        return used(key, fresh, now);
      }
      Known before = known.put(key, fresh);
      if (before != null && before.lastSeen.isAfter(fresh.lastSeen)) {
        fresh.lastSeen = before.lastSeen;
        fresh.writtenAt = before.writtenAt;
      }
    }
    return used(key, fresh, now);
  }

  private Optional<Principal> used(String key, Known session, Instant now) {
    Session kept = session.standing.session();
    synchronized (known) {
      boolean over =
          !now.isBefore(kept.expiresAt()) || now.isAfter(session.lastSeen.plus(settings.idle()));
      if (over) {
        known.remove(key);
        return Optional.empty();
      }
      session.lastSeen = now;
      if (now.isBefore(session.writtenAt.plus(SEEN_EVERY))) {
        return Optional.of(session.principal);
      }
      session.writtenAt = now;
    }
    // Nobody waits for this; a write that fails is made again with the next minute's request.
    blocking.run(
        LIMIT,
        () -> {
          port.seen(kept.id(), kept.workspace(), now);
          return key;
        });
    return Optional.of(session.principal);
  }

  /** Without modules: those are looked up with each request. */
  private Principal principal(Standing standing) {
    Session session = standing.session();
    return new Principal(
        session.user(),
        session.workspace(),
        standing.role(),
        standing.platformAdmin() && mayAdminister(session.proof().by()),
        Entitled.NOTHING.usable(),
        Entitled.NOTHING.readOnly(),
        session.id(),
        session.proof().at());
  }

  /**
   * A workspace's own identity provider vouches for that workspace, never for the installation; and
   * where a second factor is asked of platform admins, a session without one is no admin's.
   */
  private boolean mayAdminister(SignInMethod method) {
    return method != SignInMethod.SINGLE_SIGN_ON && (method.strong() || !secondFactorForAdmins());
  }

  /** Whether a platform admin is one only with a second factor. */
  public boolean secondFactorForAdmins() {
    return settings.secondFactorForAdmins()
        || installation.filter(set -> set.on(FeatureSwitch.ADMINS_NEED_SECOND_FACTOR)).isPresent();
  }

  /** What admins have switched counts from now on; when it changes, they are looked at anew. */
  public void follow(Installation set) {
    installation = Optional.of(set);
    set.whenChanged(() -> {
      changes.incrementAndGet();
      synchronized (known) {
        known.values().removeIf(k -> k.standing.platformAdmin());
      }
    });
  }

  private void forget(String notice) {
    int space = notice.indexOf(' ');
    forgetSecret(notice.substring(0, space));
    String sessionId = notice.substring(space + 1);
    whenEnded.forEach(listener -> listener.accept(sessionId));
  }

  private void forgetSecret(String key) {
    changes.incrementAndGet();
    synchronized (known) {
      known.remove(key);
    }
  }
}
