package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.LinkToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where invitations are kept, under a hash of their links' secrets. A letter is planned in the
 * transaction that makes its invitation. Every call blocks for one short transaction.
 */
public interface InvitationsPort {

  /** What inviting somebody comes to. */
  sealed interface Sent {

    record Invited(Invitation invitation) implements Sent {}

    record AlreadyMember() implements Sent {}

    /** As many are open as may be. */
    record TooMany(int most) implements Sent {}

    /** There is no such invitation, or it is over. */
    record Gone() implements Sent {}
  }

  /** An invitation as whoever holds its link sees it. */
  record Shown(Invitation invitation, String workspaceName, Optional<UserId> account) {}

  /** What taking one up comes to; of many at once one gets it. */
  sealed interface Claim {

    record Yours(Invitation invitation, UserId user, String name) implements Claim {}

    /** Somebody was first, or it is over. */
    record Gone(Invitation.State state) implements Claim {}

    /** There is no such link. */
    record Unknown() implements Claim {}

    /** It is for another address than the one who asks has. */
    record OtherAddress() implements Claim {}

    /** There is an account with this address, whose owner must sign in. */
    record HasAccount() implements Claim {}
  }

  /** Makes an invitation in the place of one that was open for the same address. */
  Sent invite(Invitation invitation, LinkToken token, int most);

  /** Sends a new link, which is the only one from now on. */
  Sent resend(WorkspaceId workspace, String id, LinkToken token, Instant now, Instant expiresAt);

  /** False when there is none that is open. */
  boolean revoke(WorkspaceId workspace, String id);

  /** The newest first. */
  List<Invitation> list(WorkspaceId workspace, Optional<String> after, int rows);

  Optional<Shown> shown(LinkToken token);

  /** For somebody who has an account. */
  Claim claim(LinkToken token, UserId user, Instant now);

  /** For somebody new: the account is made in the same transaction. */
  Claim claim(LinkToken token, Account.Newcomer newcomer, Instant now);

  /** Where somebody with an account began. */
  Optional<WorkspaceId> homeOf(UserId user);

  /** Whoever claimed it is a member now. */
  void accepted(Invitation invitation);

  /** The workspace did not take whoever claimed it: it is open again. */
  void released(Invitation invitation);

  /** Those that were claimed before {@code before} and got no further. */
  List<Claim.Yours> interrupted(Instant before, int most);
}
