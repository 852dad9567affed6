package com.quotahit.persistence.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.persistence.journal.JournalNames;

/** What the facts of a practice session are called in the journal, for ever. */
public final class PracticeJournal {

  /** The kind of entity, as journal ids begin. */
  public static final String KIND = "practice-session";

  public static final JournalNames<PracticeEvent> NAMES =
      JournalNames.of(KIND, PracticeEvent.class)
          .name("practice.session-opened", PracticeEvent.Opened.class)
          .name("practice.client-attached", PracticeEvent.ClientAttached.class)
          .name("practice.went-live", PracticeEvent.WentLive.class)
          .name("practice.turn-taken", PracticeEvent.TurnTaken.class)
          .name("practice.beat-reached", PracticeEvent.BeatReached.class)
          .name("practice.hint-given", PracticeEvent.HintGiven.class)
          .name("practice.call-interrupted", PracticeEvent.CallInterrupted.class)
          .name("practice.session-ended", PracticeEvent.SessionEnded.class)
          .name("practice.scoring-begun", PracticeEvent.ScoringBegun.class)
          .name(
              "practice.session-scored", PracticeEvent.SessionScored.class, PracticeJournal::noGate)
          .name("practice.found-insufficient", PracticeEvent.FoundInsufficient.class)
          .name("practice.scoring-failed", PracticeEvent.ScoringFailed.class)
          .name("practice.scoring-asked-again", PracticeEvent.ScoringAskedAgain.class)
          .name("practice.session-discarded", PracticeEvent.SessionDiscarded.class)
          .name("practice.session-restored", PracticeEvent.SessionRestored.class);

  private PracticeJournal() {}

  /** A call once was one part. */
  private static ObjectNode noGate(ObjectNode old) {
    return old.putNull("gate");
  }
}
