package com.quotahit.core.shared;

import java.time.Instant;

/**
 * A fact as the journal keeps it: who, when and why are stored once, for every kind of event alike.
 *
 * @param commandId the command that caused it; remembered, so that the same command again changes
 *     nothing, even after recovery
 * @param following how many events of the same command come after this one; zero completes it
 */
public record Recorded<E>(
    E event, Instant at, By by, String correlation, String commandId, int following)
    implements JournalEntry<E> {

  public Recorded {
    if (following < 0) {
      throw new IllegalArgumentException("following is negative: " + following);
    }
  }

  public boolean completesCommand() {
    return following == 0;
  }
}
