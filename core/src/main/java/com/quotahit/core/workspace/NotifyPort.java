package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;

/**
 * Tells people what has happened, in the way that each of them has chosen: on their screens, by
 * letter at once or once a day, and where the workspace wants it posted. Whoever calls this sends
 * no letter of its own about the same. Blocks for one short transaction.
 */
public interface NotifyPort {

  /** Who is told. */
  sealed interface Audience {

    /** One person, as long as they are a member. */
    record One(UserId user) implements Audience {}

    /** Every member who may do this, such as those who look after payment. */
    record Holding(Permission permission) implements Audience {}

    /** The same but for the one whom the news are about. */
    record OthersHolding(UserId but, Permission permission) implements Audience {}
  }

  /**
   * @param dedupeKey what makes it the same news: somebody who was told before is not told again
   */
  void tell(WorkspaceId workspace, Audience audience, News news, String dedupeKey);

  /** Those who run the installation, each in the workspace where they began. */
  void tellPlatformAdmins(News news, String dedupeKey);
}
