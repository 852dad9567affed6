package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.voice.Calls;
import com.quotahit.core.models.SentenceEmbedderPort;
import com.quotahit.core.practice.Course;
import com.quotahit.core.practice.Course.BeatMark;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.ScriptBeat;
import com.quotahit.core.practice.ScriptCoverage;
import com.quotahit.core.practice.ScriptCoverage.BeatState;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.voice.Wording;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** A turn longer than this is judged by how it began. */
  private static final int SENTENCES_MAX = 20;

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
    return new Following(
        id,
        hints,
        beats.stream().map(ScriptBeat::id).toList(),
        coverage(beats, course),
        vectors(beats));
  }

  private static ScriptCoverage coverage(List<ScriptBeat> beats, Optional<Course> course) {
    Map<String, BeatMark> marks = course.map(Course::beats).orElse(Map.of());
    ScriptCoverage fresh =
        ScriptCoverage.of(
            beats.stream().map(beat -> new Scenario.Beat(beat.intent(), beat.text())).toList());
    return new ScriptCoverage(
        fresh.beats(),
        beats.stream()
            .map(beat -> BeatState.valueOf(marks.getOrDefault(beat.id(), BeatMark.OPEN).name()))
            .toList(),
        course.flatMap(Course::lastHintAtMs).orElse(fresh.lastHintMs()));
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
    private final List<String> names;
    private CompletionStage<ScriptCoverage> progress;

    private Following(
        EntityId id,
        SessionSetup.Hints hints,
        List<String> names,
        ScriptCoverage progress,
        CompletionStage<List<float[]>> beats) {
      this.id = id;
      this.hints = hints;
      this.names = names;
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
                  .thenApply(near -> before.heard(near, turn.endMs()))
                  .toCompletableFuture()
                  .orTimeout(KEEP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                  .handle((heard, failure) -> step(epoch, turn, before, heard, failure, heardAt)));
    }

    private ScriptCoverage step(
        long epoch,
        FinishedTurn turn,
        ScriptCoverage before,
        ScriptCoverage.Step heard,
        Throwable failure,
        long heardAt) {
      if (failure != null) {
        LOG.atWarn()
            .addKeyValue("session", id.id())
            .addKeyValue("failure", failure.getClass().getSimpleName())
            .log("A turn was not compared with the script");
        return before;
      }
      for (int i = 0; i < names.size(); i++) {
        BeatState now = heard.coverage().states().get(i);
        if (now != before.states().get(i)) {
          tell(
              turn.id() + "/" + names.get(i),
              new PracticeCommand.ReachBeat(
                  epoch, names.get(i), BeatMark.valueOf(now.name()), turn.id()));
        }
      }
      boolean inTime = System.nanoTime() - heardAt < HINT_WITHIN.toNanos();
      if (hints == SessionSetup.Hints.SHOWN && inTime) {
        heard.hint().ifPresent(hint -> show(epoch, turn, hint));
      }
      return heard.coverage();
    }

    private void show(long epoch, FinishedTurn turn, String hint) {
      calls.pushHint(id.id(), hint);
      tell(turn.id() + "/hint", new PracticeCommand.GiveHint(epoch, turn.endMs(), hint));
    }

    /** How near the turn's nearest sentence is to each step. */
    private CompletionStage<List<Double>> nearness(String text) {
      CompletionStage<List<float[]>> said = CompletableFuture.completedStage(List.of());
      for (String sentence : Wording.sentences(text).stream().limit(SENTENCES_MAX).toList()) {
        said =
            said.thenCombine(
                embedder.embed(sentence),
                (list, vector) -> {
                  List<float[]> more = new ArrayList<>(list);
                  more.add(vector);
                  return more;
                });
      }
      return said.thenCombine(
          beats,
          (sentences, wanted) ->
              wanted.stream()
                  .map(beat ->
                      sentences.stream()
                          .mapToDouble(sentence -> SentenceEmbedderPort.similarity(sentence, beat))
                          .max()
                          .orElse(0))
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
