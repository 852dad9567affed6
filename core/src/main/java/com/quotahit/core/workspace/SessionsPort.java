package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where sessions are kept, under a hash of their secret. Every call blocks shortly. */
public interface SessionsPort {

  /**
   * A signed-in device.
   *
   * @param tokenHash SHA-256 of the secret that only the device has
   * @param expiresAt at the latest, however busy it is
   */
  record Session(
      String id,
      byte[] tokenHash,
      WorkspaceId workspace,
      UserId user,
      Instant createdAt,
      Instant lastSeenAt,
      Instant expiresAt,
      String userAgent,
      String ip,
      Proof proof) {}

  /** When and by what somebody last proved who they are. */
  record Proof(Instant at, SignInMethod by) {}

  /** A session with what its user may do today. */
  record Standing(Session session, Role role, boolean platformAdmin) {}

  void begin(Session session);

  /** Empty when there is none or its user is no longer a member. */
  Optional<Standing> find(byte[] tokenHash);

  void seen(String sessionId, WorkspaceId workspace, Instant at);

  /** In every workspace of theirs, the one used last first. */
  List<Session> ofUser(UserId user);

  /** Ends one of the user's sessions; gives the hash of its secret when there was one. */
  Optional<byte[]> end(UserId user, String sessionId);

  /** Ends all of the user's sessions but one. */
  List<Ended> endAll(UserId user, Optional<String> keptSession);

  /**
   * Somebody proved again who they are: the session goes on under another secret. Gives the hash of
   * the old one, which is worth nothing from now on.
   */
  Optional<byte[]> renew(UserId user, String sessionId, byte[] nextHash, Proof proof);

  /** A session that was there, and by what it is known in memory. */
  record Ended(String sessionId, byte[] tokenHash) {}

  /**
   * Takes a session into another workspace of its user under another id and secret; all else of it
   * stays. Empty when it is gone; otherwise what it was known by. One that an identity provider
   * vouched for stays where it is: the provider speaks for its own workspace alone. Nor does one
   * enter a workspace that asks this person to come by its provider.
   */
  Optional<Ended> move(Moved moved, Instant at);

  /**
   * @param from its workspace until now
   * @param id and {@code tokenHash}: by which it is known from now on
   */
  record Moved(
      String sessionId,
      UserId user,
      WorkspaceId from,
      WorkspaceId to,
      String id,
      byte[] tokenHash) {}

  /** Ends the sessions of one user in a workspace, or of all its users. */
  List<Ended> endIn(WorkspaceId workspace, Optional<UserId> user);

  /**
   * Whether somebody has to come to a workspace by its own identity provider. A session that came
   * otherwise opens nothing there.
   */
  boolean mustBeVouchedFor(UserId user, WorkspaceId workspace);

  /** Ends the sessions in a workspace whose people have to come by its provider and did not. */
  List<Ended> endUnvouched(WorkspaceId workspace);

  /** Forgets what has run out. */
  int forgetExpired(Instant now, Instant idleSince);
}
