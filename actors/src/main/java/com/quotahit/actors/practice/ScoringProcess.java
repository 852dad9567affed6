package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.Grading;
import com.quotahit.core.practice.MetricValue;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeDuePort;
import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.core.practice.PracticeRules;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.practice.TranscriptPort;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.Conversation;
import com.quotahit.core.voice.ConversationMetrics;
import com.quotahit.core.voice.MetricKey;
import com.quotahit.core.voice.RecordingStorePort;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures and grades a session that is over. Whoever claims the work does one try; the session
 * counts them, and a node that dies in the middle leaves the work to the next. What passes is tried
 * again later, what cannot pass is said at once.
 */
public final class ScoringProcess {

  /** What scoring stands on. */
  public record Parts(
      Entities entities,
      Blocking blocking,
      PracticeCatalog catalog,
      BuyerCasting casting,
      TranscriptPort transcripts,
      PracticeDuePort due,
      RecordingStorePort recordings,
      SessionGrading grading,
      PracticeSettings settings,
      InstantSource clock) {}

  private static final Logger LOG = LoggerFactory.getLogger(ScoringProcess.class);
  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(10);
  private static final Duration ROWS_WITHIN = Duration.ofSeconds(2);
  private static final By SCORING = new By.Platform("practice-scoring");

  private final Parts parts;

  public ScoringProcess(Parts parts) {
    this.parts = parts;
  }

  /** One try; completes when it has come to something or was put off, and never fails. */
  public CompletionStage<Void> score(WorkspaceId workspace, SessionId session) {
    EntityId id = new EntityId(workspace, session.value());
    return parts
        .entities()
        .read(PracticeKind.SESSION, id)
        .thenCompose(found ->
            transcript(id, found.revision())
                .thenCompose(turns -> begin(id, found.revision(), turns)))
        .exceptionally(failure -> {
          putOff(id, ROWS_WITHIN, failure);
          return null;
        });
  }

  private CompletionStage<List<FinishedTurn>> transcript(EntityId id, long revision) {
    return parts
        .blocking()
        .run(
            "database",
            () -> parts.transcripts().turns(id.workspace(), new SessionId(id.id()), revision));
  }

  private CompletionStage<Void> begin(EntityId id, long revision, List<FinishedTurn> turns) {
    return tell(id, "begin/" + revision, new PracticeCommand.BeginScoring())
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<PracticeSession, PracticeRejection>(
                      PracticeSession.Scoring scoring,
                      long at) ->
                  attempt(id, scoring, at, turns);
              case Reply.Refused<PracticeSession, PracticeRejection>(
                      PracticeRejection.ScoringTriesUsedUp _) ->
                  record(id, revision, new PracticeCommand.FailScoring("grading.gave-up"));
              // Scored meanwhile, discarded or never held: the due row follows by itself.
              case Reply.Done<PracticeSession, PracticeRejection> _,
                  Reply.Refused<PracticeSession, PracticeRejection> _,
                  Reply.TooLate<PracticeSession, PracticeRejection> _ ->
                  CompletableFuture.completedStage(null);
            });
  }

  private CompletionStage<Void> attempt(
      EntityId id, PracticeSession.Scoring scoring, long revision, List<FinishedTurn> turns) {
    return joinRecording(id)
        .thenCompose(_ -> outcome(id, scoring, turns))
        .thenCompose(command -> record(id, revision, command))
        .exceptionallyCompose(failure -> failed(id, scoring, revision, failure));
  }

  private CompletionStage<PracticeCommand> outcome(
      EntityId id, PracticeSession.Scoring scoring, List<FinishedTurn> turns) {
    List<Turn> heard = turns.stream().map(FinishedTurn::heard).toList();
    Conversation.Medium medium =
        scoring.setup().mode().spoken() ? Conversation.Medium.SPOKEN : Conversation.Medium.TYPED;
    ConversationMetrics metrics =
        ConversationMetrics.of(Grading.conversation(heard, medium, scoring.outcome().durationMs()));
    if (!scoring.outcome().enough(scoring.setup().mode())) {
      return CompletableFuture.completedStage(
          new PracticeCommand.RecordInsufficient(values(metrics)));
    }
    Scenario scenario =
        parts
            .catalog()
            .scenario(scoring.setup().scenarioId())
            .orElseThrow(
                () -> new ModelFailure(ModelFailure.Kind.PERMANENT, "the scenario is gone"));
    return parts
        .grading()
        .model(id.workspace(), scoring.setup().learner())
        .thenCombine(
            parts.casting().cast(id.workspace(), scoring.setup()),
            (language, brief) ->
                new StageGrading(
                        parts.catalog(),
                        scenario,
                        scoring.setup().focus(),
                        medium,
                        parts.grading(),
                        language)
                    .grade(brief, heard, metrics))
        .thenCompose(graded -> graded)
        .thenApply(graded ->
            new PracticeCommand.RecordScore(graded.score(), graded.gate(), values(metrics)));
  }

  private static List<MetricValue> values(ConversationMetrics metrics) {
    return Arrays.stream(MetricKey.values())
        .map(key -> new MetricValue(key.key(), boxed(metrics.value(key))))
        .toList();
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  /** A recording that cannot be joined is no reason to withhold the score. */
  private CompletionStage<Void> joinRecording(EntityId id) {
    return parts
        .blocking()
        .run(
            "files",
            () -> parts.recordings().join(new RecordingStorePort.Key(id.workspace(), id.id())))
        .<Void>thenApply(_ -> null)
        .exceptionally(failure -> {
          LOG.atWarn()
              .addKeyValue("session", id.id())
              .addKeyValue("failure", cause(failure).getClass().getSimpleName())
              .log("A recording was not joined");
          return null;
        });
  }

  private CompletionStage<Void> failed(
      EntityId id, PracticeSession.Scoring scoring, long revision, Throwable failure) {
    if (cause(failure) instanceof SessionGrading.NotPaidFor refused) {
      return record(id, revision, new PracticeCommand.FailScoring("grading." + refused.code()));
    }
    ModelFailure.Kind kind =
        cause(failure) instanceof ModelFailure model ? model.kind() : ModelFailure.Kind.TRANSIENT;
    boolean passing = kind == ModelFailure.Kind.TRANSIENT;
    if (passing && scoring.attempt() < PracticeRules.SCORING_TRIES) {
      putOff(
          id, parts.settings().retryAfter().multipliedBy(1L << (scoring.attempt() - 1)), failure);
      return CompletableFuture.completedStage(null);
    }
    return record(id, revision, new PracticeCommand.FailScoring("grading." + code(kind)));
  }

  private static String code(ModelFailure.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private CompletionStage<Void> record(EntityId id, long revision, PracticeCommand command) {
    return tell(id, "record/" + revision, command).thenApply(_ -> null);
  }

  private void putOff(EntityId id, Duration by, Throwable failure) {
    LOG.atWarn()
        .addKeyValue("session", id.id())
        .addKeyValue("failure", cause(failure).getClass().getSimpleName())
        .log("Scoring put off");
    parts
        .blocking()
        .run(
            "database",
            () -> {
              parts.due().postpone(id.workspace(), new SessionId(id.id()), by);
              return null;
            });
  }

  private CompletionStage<Reply<PracticeSession, PracticeRejection>> tell(
      EntityId id, String what, PracticeCommand command) {
    Directive directive =
        new Directive(
            "score/" + what, parts.clock().instant().plus(DECIDE_WITHIN), SCORING, id.id());
    return parts.entities().execute(PracticeKind.SESSION, id, command, directive);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
