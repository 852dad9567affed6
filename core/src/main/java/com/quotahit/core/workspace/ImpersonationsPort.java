package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where it is kept who acts in whose name. An impersonation hangs on the session of the admin who
 * opened it and ends with it. Every call blocks, for one short transaction, in which the audit logs
 * of tenant and installation are written as well.
 */
public interface ImpersonationsPort {

  /**
   * An impersonation that is asked for.
   *
   * @param sessionId of the admin
   * @param tokenHash of the secret that the session goes on with: rights change, so the secret does
   */
  record Opening(
      Impersonation impersonation,
      String sessionId,
      WorkspaceId workspace,
      UserId user,
      byte[] tokenHash,
      Instant at,
      String from,
      String requestId) {}

  /** What becomes of it. */
  sealed interface Opened {

    /**
     * @param before hash of the secret that the session had until now
     */
    record Begun(byte[] before) implements Opened {}

    /** The session is over, or its user is no platform admin, or acts in somebody's name. */
    record NotAllowed() implements Opened {}

    /** Nobody who could be looked at: no active member of that workspace. */
    record NoSuchMember() implements Opened {}

    /** One admin does not act as another. */
    record OfAnAdmin() implements Opened {}

    /**
     * The workspace wants to be asked.
     *
     * @param id of the request that its owners see
     */
    record ConsentNeeded(String id) implements Opened {}
  }

  /**
   * @param consentId names the request for consent, should one be needed
   */
  Opened begin(Opening opening, String consentId);

  /** In whose name a session acts, and what that user may do. */
  record Acting(Impersonation impersonation, WorkspaceId workspace, UserId user, Role role) {

    /**
     * The admin as the user whom they act for. What is opened under it hangs on the impersonation,
     * so that it is closed with it.
     */
    public Principal by(Principal admin) {
      return new Principal(
          user,
          workspace,
          role,
          false,
          Entitled.NOTHING.usable(),
          Entitled.NOTHING.readOnly(),
          impersonation.id(),
          admin.since(),
          Optional.of(impersonation));
    }
  }

  Optional<Acting> of(String sessionId, Instant now);

  /** What ended, for those who keep sessions in memory. */
  record Ended(String id, byte[] tokenHash) {}

  /** Why an impersonation is over. */
  enum End {
    STOPPED,
    EXPIRED,
    SIGNED_OUT,
    WITHDRAWN
  }

  /**
   * Ends it; the admin's session goes on with the new secret.
   *
   * @return hash of the secret that the session had until now; empty when it was over already
   */
  Optional<Ended> end(String impersonationId, byte[] tokenHash, Instant at);

  /** Ends it together with the session on which it hangs. */
  Optional<Ended> signOut(String impersonationId, Instant at);

  /** Ends what has run out. */
  List<Ended> expire(Instant now);

  /** Whether the workspace wants its owners to be asked first. */
  boolean consentRequired(WorkspaceId workspace);

  void requireConsent(WorkspaceId workspace, boolean required);

  /** An admin's request to an owner. */
  record Consent(
      String id,
      UserId admin,
      String adminName,
      UserId user,
      String userName,
      String reason,
      Stage stage,
      Instant askedAt,
      Instant until) {

    public enum Stage {
      ASKED,
      GRANTED,
      REFUSED,
      USED
    }
  }

  /** Requests that can still be answered or made use of, newest first. */
  List<Consent> consents(WorkspaceId workspace, Instant now);

  /** False when there is no such open request. */
  boolean decide(WorkspaceId workspace, String consentId, boolean granted, UserId by, Instant now);
}
