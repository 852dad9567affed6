package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Entities;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.practice.TranscriptPort;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.workspace.LiveEventsPort;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells a learner's open screens that a session has moved on, once what they will ask for is there.
 * Turns are not told: who is in the call hears them, and who is not does not need each.
 */
public final class SessionNewsProcess {

  public static final String CHANGED = "practice.session-changed";

  /** What is older than this was missed by every screen that is open now. */
  private static final Duration NEWS = Duration.ofMinutes(1);

  private final Entities entities;
  private final Blocking blocking;
  private final TranscriptPort rows;
  private final LiveEventsPort screens;
  private final InstantSource clock;

  public SessionNewsProcess(
      Entities entities,
      Blocking blocking,
      TranscriptPort rows,
      LiveEventsPort screens,
      InstantSource clock) {
    this.entities = entities;
    this.blocking = blocking;
    this.rows = rows;
    this.screens = screens;
    this.clock = clock;
  }

  /** Hears a fact; a screen that cannot be told is no reason to hear it again. */
  public CompletionStage<?> hear(EntityId id, long revision, Recorded<PracticeEvent> recorded) {
    boolean old = recorded.at().isBefore(clock.instant().minus(NEWS));
    return old || !movesOn(recorded.event())
        ? CompletableFuture.completedStage(null)
        : blocking
            .run("database", () -> rows.caughtUp(id.workspace(), new SessionId(id.id()), revision))
            .thenCompose(_ -> entities.read(PracticeKind.SESSION, id))
            .thenAccept(found -> tell(id, found.state()))
            .exceptionally(_ -> null);
  }

  private void tell(EntityId id, PracticeSession session) {
    session
        .chosen()
        .ifPresent(setup ->
            screens.changed(
                id.workspace(),
                Optional.of(setup.learner()),
                CHANGED,
                Map.of("id", id.id(), "state", session.stage())));
  }

  private static boolean movesOn(PracticeEvent event) {
    return switch (event) {
      case PracticeEvent.TurnTaken _, PracticeEvent.BeatReached _, PracticeEvent.HintGiven _ ->
          false;
      case PracticeEvent.Opened _,
          PracticeEvent.ClientAttached _,
          PracticeEvent.WentLive _,
          PracticeEvent.CallInterrupted _,
          PracticeEvent.SessionEnded _,
          PracticeEvent.ScoringBegun _,
          PracticeEvent.SessionScored _,
          PracticeEvent.FoundInsufficient _,
          PracticeEvent.ScoringFailed _,
          PracticeEvent.ScoringAskedAgain _,
          PracticeEvent.SessionDiscarded _,
          PracticeEvent.SessionRestored _ ->
          true;
    };
  }
}
