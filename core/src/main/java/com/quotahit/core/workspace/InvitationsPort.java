package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.LinkToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where invitations are kept, under a hash of their links' secrets. A letter is planned, and what
 * was done written into the audit log, in the transaction of the invitation. Every call blocks for
 * one short transaction.
 */
public interface InvitationsPort {

  /** What inviting somebody comes to. */
  sealed interface Sent {

    record Invited(Invitation invitation) implements Sent {}

    record AlreadyMember() implements Sent {}

    /** Whoever invites has not proven an address of their own; letters go out in their name. */
    record AddressNotProven() implements Sent {}

    /** As many are open as may be. */
    record TooMany(int most) implements Sent {}

    /** There is no such invitation, or it is over. */
    record Gone() implements Sent {}
  }

  /** An invitation as whoever holds its link sees it. */
  record Shown(Invitation invitation, String workspaceName, Optional<UserId> account) {}

  /** Makes an invitation in the place of one that was open for the same address. */
  Sent invite(Invitation invitation, LinkToken token, int most, AuditEntry audit);

  /** Sends a new link, which is the only one from now on. */
  Sent resend(
      WorkspaceId workspace, String id, LinkToken token, Instant expiresAt, AuditEntry audit);

  /** False when there is none that is open. */
  boolean revoke(WorkspaceId workspace, String id, AuditEntry audit);

  /** The newest first. */
  List<Invitation> list(WorkspaceId workspace, Optional<String> after, int rows);

  Optional<Shown> shown(LinkToken token);

  /** Forgets a bounded number of those that ran out before; the audit log has them for ever. */
  int forget(Instant before);
}
