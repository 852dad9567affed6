package com.quotahit.core.workspace;

import com.quotahit.core.shared.Sealed;
import java.time.Instant;
import java.util.Optional;

/** The key by which all nodes of an installation mark the secrets they give out. Calls block. */
public interface SecretMarkPort {

  /**
   * @param key sealed
   * @param sessionsUntil when the last session without a mark has run out
   * @param keysUntil when the last partner's key without a mark has run out
   */
  record Kept(Sealed key, Instant sessionsUntil, Instant keysUntil) {}

  Optional<Kept> read();

  /**
   * Keeps it unless there is one, and gives the one that is kept. Where nobody has an account yet
   * nothing was given out without a mark: both moments are now.
   */
  Kept keep(Kept wanted, Instant now);
}
