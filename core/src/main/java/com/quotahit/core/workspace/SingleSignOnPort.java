package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/** Identity providers of workspaces, and who is whom at them. Every call blocks shortly. */
public interface SingleSignOnPort {

  /** What becomes of a setting. */
  sealed interface Saved {
    record Yes() implements Saved {}

    /** Another workspace's people have this domain. */
    record DomainTaken(String domain) implements Saved {}
  }

  /**
   * Somebody on the way to their provider and back.
   *
   * @param browserHash of what only the browser has that went there
   */
  record Attempt(byte[] stateHash, byte[] browserHash, WorkspaceId workspace, Instant expiresAt) {}

  Optional<SingleSignOn> of(WorkspaceId workspace);

  Optional<SingleSignOn> byDomain(String domain);

  Saved save(SingleSignOn wanted);

  /** With who is whom there; false when there was none. */
  boolean remove(WorkspaceId workspace);

  void begin(Attempt attempt);

  /** Ends an attempt and gives it, to one caller alone, if it has not run out. */
  Optional<Attempt> end(byte[] stateHash, Instant now);

  Optional<UserId> linked(WorkspaceId workspace, String issuer, String subject);

  /** Who is who, from now on; what is known already stays. */
  void link(WorkspaceId workspace, String issuer, String subject, UserId user, Instant now);

  /** Forgets attempts that have run out. */
  int forgetAttempts(Instant now);
}
