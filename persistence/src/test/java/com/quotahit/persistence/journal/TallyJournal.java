package com.quotahit.persistence.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.shared.Tally.TallyEvent;

/** The names of the sample entity; an addition was once called {@code by}. */
final class TallyJournal {

  static final JournalNames<TallyEvent> NAMES =
      JournalNames.of("tally", TallyEvent.class)
          .name("tally.started", TallyEvent.Started.class)
          .name("tally.added", TallyEvent.Added.class, TallyJournal::amountForBy)
          .name("tally.closed", TallyEvent.Closed.class);

  private TallyJournal() {}

  private static ObjectNode amountForBy(ObjectNode old) {
    old.set("amount", old.remove("by"));
    return old;
  }
}
