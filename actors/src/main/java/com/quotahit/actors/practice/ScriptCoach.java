package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.voice.Calls;
import com.quotahit.core.models.SentenceEmbedderPort;
import com.quotahit.core.practice.Course;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.ScriptBeat;
import com.quotahit.core.practice.ScriptProgress;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens beside a call to how the learner follows the script: by meaning, not by wording. It works
 * on finished turns after they are kept, so whatever it does or fails to do, the call never waits
 * for it.
 */
public final class ScriptCoach {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptCoach.class);

  /** A hint that comes later than this after the turn is worth nothing. */
  private static final Duration HINT_WITHIN = Duration.ofMillis(1_800);

  private static final Duration KEEP_WITHIN = Duration.ofSeconds(8);
  private static final By COACH = new By.Platform("practice-coach");

  private final Entities entities;
  private final SentenceEmbedderPort embedder;
  private final Calls calls;
  private final InstantSource clock;

  public ScriptCoach(
      Entities entities, SentenceEmbedderPort embedder, Calls calls, InstantSource clock) {
    this.entities = entities;
    this.embedder = embedder;
    this.calls = calls;
    this.clock = clock;
  }

  Following follow(
      EntityId id, List<ScriptBeat> beats, SessionSetup.Hints hints, Optional<Course> course) {
    ScriptProgress progress =
        course
            .map(before -> ScriptProgress.resumed(beats, before.beats(), before.lastHintAtMs()))
            .orElseGet(() -> ScriptProgress.start(beats));
    return new Following(id, hints, progress, vectors(beats));
  }

  /** Each step by its words and by its purpose. */
  private CompletionStage<List<float[]>> vectors(List<ScriptBeat> beats) {
    CompletionStage<List<float[]>> all = CompletableFuture.completedStage(new ArrayList<>());
    for (ScriptBeat beat : beats) {
      all =
          all.thenCombine(
              embedder.embed(beat.text()),
              (list, vector) -> {
                list.add(vector);
                return list;
              });
    }
    return all;
  }

  /** One call being followed; turns are heard one after the other. */
  final class Following {

    private final EntityId id;
    private final SessionSetup.Hints hints;
    private final CompletionStage<List<float[]>> beats;
    private CompletionStage<ScriptProgress> progress;

    private Following(
        EntityId id,
        SessionSetup.Hints hints,
        ScriptProgress progress,
        CompletionStage<List<float[]>> beats) {
      this.id = id;
      this.hints = hints;
      this.beats = beats;
      this.progress = CompletableFuture.completedStage(progress);
    }

    synchronized void hear(long epoch, FinishedTurn turn) {
      if (turn.speaker() != Turn.Speaker.USER) {
        return;
      }
      long heardAt = System.nanoTime();
      progress =
          progress.thenCompose(before ->
              nearness(turn.text())
                  .thenApply(near -> before.after(turn, near))
                  .toCompletableFuture()
                  .orTimeout(KEEP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                  .handle((heard, failure) -> step(epoch, turn, before, heard, failure, heardAt)));
    }

    private ScriptProgress step(
        long epoch,
        FinishedTurn turn,
        ScriptProgress before,
        ScriptProgress.Heard heard,
        Throwable failure,
        long heardAt) {
      if (failure != null) {
        LOG.atWarn()
            .addKeyValue("session", id.id())
            .addKeyValue("failure", failure.getClass().getSimpleName())
            .log("A turn was not compared with the script");
        return before;
      }
      for (ScriptProgress.Reached reached : heard.reached()) {
        tell(
            turn.id() + "/" + reached.beat(),
            new PracticeCommand.ReachBeat(epoch, reached.beat(), reached.mark(), turn.id()));
      }
      boolean inTime = System.nanoTime() - heardAt < HINT_WITHIN.toNanos();
      if (hints == SessionSetup.Hints.SHOWN && inTime) {
        heard.hint().ifPresent(hint -> show(epoch, turn, hint));
      }
      return heard.progress();
    }

    private void show(long epoch, FinishedTurn turn, String hint) {
      calls.pushHint(id.id(), hint);
      tell(turn.id() + "/hint", new PracticeCommand.GiveHint(epoch, turn.endMs(), hint));
    }

    private CompletionStage<List<Double>> nearness(String text) {
      return embedder
          .embed(text)
          .thenCombine(
              beats,
              (said, wanted) ->
                  wanted.stream()
                      .map(beat -> SentenceEmbedderPort.similarity(said, beat))
                      .toList());
    }

    private void tell(String what, PracticeCommand command) {
      Directive directive =
          new Directive("coach/" + what, clock.instant().plus(KEEP_WITHIN), COACH, id.id());
      entities
          .execute(PracticeKind.SESSION, id, command, directive)
          .whenComplete((_, failure) -> {
            if (failure != null) {
              LOG.atWarn()
                  .addKeyValue("session", id.id())
                  .addKeyValue("failure", failure.getClass().getSimpleName())
                  .log("What the coach noticed was not kept");
            }
          });
    }
  }
}
