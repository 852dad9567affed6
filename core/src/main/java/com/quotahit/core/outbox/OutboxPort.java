package com.quotahit.core.outbox;

import java.time.Duration;
import java.util.List;

/** The sender's side of the outbox. All time is the database's. Every call blocks. */
public interface OutboxPort {

  /** Takes planned effects that are due, with a lease; nobody else gets them. */
  List<OutboxItem> claim(String kind, String owner, int most, Duration lease);

  /** Right before the effect: whether the claim still holds, and if so for another lease. */
  boolean hold(OutboxItem item, Duration lease);

  /**
   * Writes down how it went; false when a newer claim has made this word void.
   *
   * <p>A claim that ran out in the meantime still learns its result here: it has become unknown,
   * not planned, so nobody else has sent it.
   */
  boolean settle(OutboxItem item, SendOutcome outcome);

  /** Claims whose lease ran out become unknown. Says how many. */
  int expireClaims();

  /** Unknown effects whose turn to be looked up has come; each waits longer than the last time. */
  List<OutboxItem> unknown(String kind, int most);

  boolean settle(OutboxItem item, LookupOutcome outcome);
}
