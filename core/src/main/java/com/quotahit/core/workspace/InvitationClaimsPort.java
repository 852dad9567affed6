package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.LinkToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Taking up an invitation: claimed first, by one of however many try, and settled when its
 * workspace has taken the person or has not. Every call blocks for one short transaction.
 */
public interface InvitationClaimsPort {

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
