package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Entities;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells a learner that a call of theirs is graded. Hears a fact again after a restart, so the news
 * carry the fact's place in the journal as their key.
 */
public final class ScoreNewsProcess {

  /** A first start hears all that ever happened; what is older than this is no news. */
  private static final Duration NEWS = Duration.ofHours(24);

  private final Entities entities;
  private final Blocking blocking;
  private final PracticeCatalog catalog;
  private final NotifyPort notify;
  private final InstantSource clock;

  public ScoreNewsProcess(
      Entities entities,
      Blocking blocking,
      PracticeCatalog catalog,
      NotifyPort notify,
      InstantSource clock) {
    this.entities = entities;
    this.blocking = blocking;
    this.catalog = catalog;
    this.notify = notify;
    this.clock = clock;
  }

  public CompletionStage<?> hear(EntityId id, long revision, Recorded<PracticeEvent> recorded) {
    return switch (recorded.event()) {
      case PracticeEvent.SessionScored scored
          when recorded.at().isAfter(clock.instant().minus(NEWS)) ->
          tell(id, revision, scored);
      case PracticeEvent.SessionScored _,
          PracticeEvent.Opened _,
          PracticeEvent.ClientAttached _,
          PracticeEvent.WentLive _,
          PracticeEvent.CallInterrupted _,
          PracticeEvent.TurnTaken _,
          PracticeEvent.BeatReached _,
          PracticeEvent.HintGiven _,
          PracticeEvent.SessionEnded _,
          PracticeEvent.ScoringBegun _,
          PracticeEvent.FoundInsufficient _,
          PracticeEvent.ScoringFailed _,
          PracticeEvent.ScoringAskedAgain _,
          PracticeEvent.SessionDiscarded _,
          PracticeEvent.SessionRestored _ ->
          CompletableFuture.completedStage(null);
    };
  }

  private CompletionStage<?> tell(EntityId id, long revision, PracticeEvent.SessionScored scored) {
    Optional<BigDecimal> total = scored.score().total();
    return total.isEmpty()
        ? CompletableFuture.completedStage(null)
        : entities
            .read(PracticeKind.SESSION, id)
            .thenCompose(found -> tell(id, revision, found.state(), scored, total.get()));
  }

  private CompletionStage<?> tell(
      EntityId id,
      long revision,
      PracticeSession session,
      PracticeEvent.SessionScored scored,
      BigDecimal total) {
    Optional<SessionSetup> setup = session.chosen();
    if (setup.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    News news =
        new News.SessionScored(id.id(), title(setup.get()), total, scored.score().simulated());
    return blocking.run(
        "database",
        () -> {
          notify.tell(
              id.workspace(),
              new NotifyPort.Audience.One(setup.get().learner()),
              news,
              "scored:" + id.id() + ":" + revision);
          return true;
        });
  }

  private String title(SessionSetup setup) {
    return catalog.scenario(setup.scenarioId()).map(Scenario::title).orElse("Practice call");
  }
}
