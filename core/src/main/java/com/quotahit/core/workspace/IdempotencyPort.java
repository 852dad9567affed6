package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers what was answered to a request that names itself, for at least seven days, for the
 * whole cluster. One key has one owner at a time; an owner that vanishes loses it when its lease
 * runs out.
 */
public interface IdempotencyPort {

  /** One request of one person: who asks, and the key that was chosen. */
  record Key(WorkspaceId workspace, UserId user, String key) {}

  /** What was answered the first time. */
  record Stored(int status, String contentType, String body) {}

  /** What a claim meets. */
  sealed interface Claim {

    /**
     * Do the work. The seed and the moment stay the same when the work is claimed again after a
     * crash, so that ids made from them are the same too.
     *
     * @param fence must be presented with the answer; an older owner's answer is not accepted
     */
    record Yours(byte[] seed, Instant firstClaimedAt, long fence) implements Claim {}

    record Answered(Stored answer) implements Claim {}

    /** Somebody else is at it. */
    record Busy() implements Claim {}

    /** The key was used for another request. */
    record OtherRequest() implements Claim {}
  }

  /**
   * @param requestHash of method, path and body
   * @param seed used when nobody has claimed this key before
   */
  Claim claim(Key key, String requestHash, byte[] seed, Duration lease);

  void answered(Key key, long fence, Stored answer);

  /** Gives the key back unanswered, so that the next request does the work. */
  void release(Key key, long fence);
}
