package com.quotahit.core.shared;

import java.time.Instant;
import java.util.List;

/**
 * Facts that a reader could not take in and went on without. Once the cause is mended, an operator
 * has them taken in. Blocking: call it from virtual threads only.
 */
public interface DeadLettersPort {

  /**
   * @param entity as the journal names it, {@code <kind>|<workspace>.<id>}
   * @param event its name, never its content
   */
  record Parked(
      String reader,
      String entity,
      long revision,
      String event,
      String problem,
      Instant parkedAt) {}

  /**
   * @param done facts that are taken in now
   * @param left facts of the same entity that still do not fit
   */
  record Replayed(int done, int left) {}

  /** The oldest first. */
  List<Parked> list(int most);

  /**
   * Has a reader take in what it parked of one entity. A projection builds the entity's rows anew
   * from all its facts, so that a late fact cannot undo later ones; a process hears the parked
   * facts in their order.
   */
  Replayed replay(String reader, String entity);
}
