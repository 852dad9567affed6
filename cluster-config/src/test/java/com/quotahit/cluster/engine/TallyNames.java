package com.quotahit.cluster.engine;

import com.quotahit.actors.engine.Kind;
import com.quotahit.core.shared.Tally;
import com.quotahit.core.shared.Tally.TallyCommand;
import com.quotahit.core.shared.Tally.TallyEvent;
import com.quotahit.core.shared.Tally.TallyRejection;
import com.quotahit.persistence.journal.JournalNames;

/** The sample entity as the engine and the journal know it. */
final class TallyNames {

  static final Kind<Tally, TallyCommand, TallyEvent, TallyRejection> KIND =
      new Kind<>(
          "tally",
          Tally.class,
          TallyCommand.class,
          TallyEvent.class,
          TallyRejection.class,
          Tally.RULES);

  static final JournalNames<TallyEvent> NAMES =
      JournalNames.of("tally", TallyEvent.class)
          .name("tally.started", TallyEvent.Started.class)
          .name("tally.added", TallyEvent.Added.class)
          .name("tally.closed", TallyEvent.Closed.class);

  private TallyNames() {}
}
