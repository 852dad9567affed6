package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.practice.EndReason;
import com.quotahit.core.practice.Partner;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.voice.CallListenerPort;
import com.quotahit.core.voice.FinishedTurn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Turns what a pipeline reports into commands to the session. Every report has a command id of its
 * own, so a report that is made again changes nothing; one that the session no longer wants is let
 * go.
 */
final class PracticeCall implements CallListenerPort {

  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(8);
  private static final By PIPELINE = new By.Platform("practice-call");

  private final Entities entities;
  private final EntityId id;
  private final ConversationEngine engine;
  private final InstantSource clock;
  private final Optional<ScriptCoach.Following> coach;

  PracticeCall(
      Entities entities,
      EntityId id,
      ConversationEngine engine,
      InstantSource clock,
      Optional<ScriptCoach.Following> coach) {
    this.entities = entities;
    this.id = id;
    this.engine = engine;
    this.clock = clock;
    this.coach = coach;
  }

  @Override
  public CompletionStage<Void> live(long epoch) {
    Partner partner = new Partner(engine.name(), engine.simulated());
    return tell(epoch, "live", new PracticeCommand.GoLive(epoch, partner));
  }

  @Override
  public CompletionStage<Void> turnFinished(long epoch, FinishedTurn turn) {
    com.quotahit.core.practice.FinishedTurn kept = kept(epoch, turn);
    return tell(epoch, kept.id(), new PracticeCommand.TakeTurn(epoch, kept))
        .thenApply(done -> {
          coach.ifPresent(following -> following.hear(epoch, kept));
          return done;
        });
  }

  @Override
  public CompletionStage<Void> suspended(long epoch, com.quotahit.core.voice.EndReason reason) {
    return tell(epoch, "suspended", new PracticeCommand.Suspend(epoch));
  }

  @Override
  public CompletionStage<Void> ended(long epoch, com.quotahit.core.voice.EndReason reason) {
    return tell(epoch, "ended", new PracticeCommand.End(reason(reason)));
  }

  /** Engines number their turns anew for each connection, so the epoch makes them one of a kind. */
  private static com.quotahit.core.practice.FinishedTurn kept(long epoch, FinishedTurn turn) {
    return new com.quotahit.core.practice.FinishedTurn(
        "c" + epoch + "-" + turn.id(),
        switch (turn.speaker()) {
          case CALLER -> Turn.Speaker.USER;
          case PERSONA -> Turn.Speaker.PERSONA;
        },
        turn.text(),
        turn.startMs(),
        Math.max(turn.startMs(), turn.endMs()),
        turn.interrupted());
  }

  private CompletionStage<Void> tell(long epoch, String what, PracticeCommand command) {
    Directive directive =
        new Directive(
            "call/" + epoch + "/" + what, clock.instant().plus(DECIDE_WITHIN), PIPELINE, id.id());
    return entities
        .execute(PracticeKind.SESSION, id, command, directive)
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<PracticeSession, PracticeRejection> _ -> done();
              case Reply.Refused<PracticeSession, PracticeRejection>(PracticeRejection why) ->
                  refused(epoch, why);
              case Reply.TooLate<PracticeSession, PracticeRejection> _ ->
                  failed(new TimeoutException(what + " was too late"));
            });
  }

  /** A session that has gone on without this connection wants it to give way. */
  private static CompletionStage<Void> refused(long epoch, PracticeRejection why) {
    return switch (why) {
      case PracticeRejection.StaleEpoch _,
          PracticeRejection.NotPossibleNow _,
          PracticeRejection.NoSuchSession _,
          PracticeRejection.TranscriptFull _ ->
          failed(new StaleEpoch(epoch));
      case PracticeRejection.AttachedElsewhere _,
          PracticeRejection.ResumeTooLate _,
          PracticeRejection.NotEnoughSaid _,
          PracticeRejection.EnoughSaid _,
          PracticeRejection.ScoringTriesUsedUp _,
          PracticeRejection.NothingToScore _,
          PracticeRejection.BinEmptied _ ->
          done();
    };
  }

  private static CompletionStage<Void> done() {
    return java.util.concurrent.CompletableFuture.completedStage(null);
  }

  private static CompletionStage<Void> failed(Throwable failure) {
    return java.util.concurrent.CompletableFuture.failedStage(failure);
  }

  private static EndReason reason(com.quotahit.core.voice.EndReason reason) {
    return switch (reason) {
      case CALLER_LEFT, ENDED_ELSEWHERE -> EndReason.LEARNER_LEFT;
      case PERSONA_LEFT -> EndReason.PERSONA_LEFT;
      case TIME_LIMIT -> EndReason.TIME_LIMIT;
      case SILENCE -> EndReason.SILENCE;
      case ENGINE_FAILED -> EndReason.ENGINE_FAILED;
      case TAKEN_OVER, CONNECTION_LOST, MOVING -> EndReason.CONNECTION_LOST;
    };
  }
}
