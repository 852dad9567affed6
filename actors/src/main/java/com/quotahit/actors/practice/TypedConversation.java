package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.LanguageModelsPort;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.CallStages;
import com.quotahit.core.practice.Course;
import com.quotahit.core.practice.EndReason;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.Guidance;
import com.quotahit.core.practice.Partner;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.core.practice.PracticeSession;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.Source;

/**
 * One exchange of a typed session: the learner's words are kept, the buyer answers piece by piece,
 * the answer is kept. The answer is finished and kept also when nobody listens to it any more, so a
 * broken stream leaves the session as if it had not broken. This file is long because one exchange
 * has many ways to end, and they belong together.
 */
public final class TypedConversation {

  /** What a client hears of the answer while it is made. */
  public sealed interface Piece {
    record Delta(String text) implements Piece {}

    /** The whole answer, as it is kept. */
    record Done(FinishedTurn turn, boolean over) implements Piece {}

    /** There is no answer; the learner's words are kept, and the same request may be sent again. */
    record Trouble(ModelFailure.Kind kind) implements Piece {}
  }

  /** What became of a request for an answer. */
  public sealed interface Outcome {
    record Answering(Source<Piece, NotUsed> pieces) implements Outcome {}

    record Refused(PracticeRejection why) implements Outcome {}

    record TooLate() implements Outcome {}

    /** No model may be asked; nothing was said. */
    record NoModel(Refusal why) implements Outcome {}
  }

  /** An unhurried reader's and writer's pace, for a line that can be drawn. */
  private static final long MS_PER_WORD = 400;

  private static final int TOKENS_MAX = 350;
  private static final Duration KEEP_WITHIN = Duration.ofSeconds(15);
  private static final By BUYER = new By.Platform("practice-buyer");

  private final ActorSystem<?> system;
  private final Entities entities;
  private final LanguageModelsPort models;
  private final BuyerCasting casting;
  private final Function<BuyerBrief, String> prompt;
  private final PracticeSettings settings;
  private final InstantSource clock;

  /**
   * @param prompt renders the buyer as instructions to a model
   */
  public TypedConversation(
      ActorSystem<?> system,
      Entities entities,
      LanguageModelsPort models,
      BuyerCasting casting,
      Function<BuyerBrief, String> prompt,
      PracticeSettings settings,
      InstantSource clock) {
    this.system = system;
    this.entities = entities;
    this.models = models;
    this.casting = casting;
    this.prompt = prompt;
    this.settings = settings;
    this.clock = clock;
  }

  /** One exchange, named by the directive: the same one again gives the same turns. */
  public CompletionStage<Outcome> say(
      EntityId id, SessionSetup setup, String text, Directive directive) {
    return models
        .of(
            new LanguageModelsPort.Caller(
                id.workspace(),
                setup.learner(),
                PracticePurposes.BUYER,
                LanguageModelsPort.Caller.Admission.NEW))
        .thenCompose(choice ->
            switch (choice) {
              case LanguageModelsPort.Choice.Ask(LanguageModelPort language) ->
                  say(id, setup, text, directive, language);
              case LanguageModelsPort.Choice.Refused(Refusal why) ->
                  CompletableFuture.completedStage(new Outcome.NoModel(why));
            });
  }

  private CompletionStage<Outcome> say(
      EntityId id,
      SessionSetup setup,
      String text,
      Directive directive,
      LanguageModelPort language) {
    String name = name(directive.commandId());
    Partner partner = new Partner("text", language.simulated());
    return casting
        .cast(id.workspace(), setup)
        .thenCompose(brief ->
            tell(id, new PracticeCommand.GoLive(0, partner), step(directive, "live"))
                .thenCompose(live -> go(live, session -> heard(id, session, text, name, directive)))
                .thenCompose(outcome ->
                    switch (outcome) {
                      case Kept(PracticeSession.Live live) ->
                          CompletableFuture.completedStage(
                              answering(id, live, new Writer(brief, language), name, directive));
                      case Lost(Outcome why) -> CompletableFuture.completedStage(why);
                    }));
  }

  /** Who answers, and with which model. */
  private record Writer(BuyerBrief brief, LanguageModelPort language) {}

  private sealed interface Step permits Kept, Lost {}

  private record Kept(PracticeSession.Live live) implements Step {}

  private record Lost(Outcome why) implements Step {}

  private CompletionStage<Step> heard(
      EntityId id, PracticeSession.Live live, String text, String name, Directive directive) {
    long start = Math.max(elapsed(live), live.course().positionMs());
    FinishedTurn turn =
        new FinishedTurn("u_" + name, Turn.Speaker.USER, text, start, start + pace(text), false);
    return tell(id, new PracticeCommand.TakeTurn(0, turn), step(directive, "said"))
        .thenCompose(
            reply -> go(reply, session -> CompletableFuture.completedStage(new Kept(session))));
  }

  private static CompletionStage<Step> go(
      Reply<PracticeSession, PracticeRejection> reply,
      Function<PracticeSession.Live, CompletionStage<Step>> then) {
    return switch (reply) {
      case Reply.Done<PracticeSession, PracticeRejection> done ->
          done.state() instanceof PracticeSession.Live live
              ? then.apply(live)
              : lost(
                  new Outcome.Refused(new PracticeRejection.NotPossibleNow(done.state().stage())));
      case Reply.Refused<PracticeSession, PracticeRejection>(PracticeRejection why) ->
          lost(new Outcome.Refused(why));
      case Reply.TooLate<PracticeSession, PracticeRejection> _ -> lost(new Outcome.TooLate());
    };
  }

  private static CompletionStage<Step> lost(Outcome why) {
    return CompletableFuture.completedStage(new Lost(why));
  }

  private Outcome answering(
      EntityId id, PracticeSession.Live live, Writer writer, String name, Directive directive) {
    List<Piece> before =
        live.course().memory().recent().stream()
            .filter(turn -> turn.id().equals("p_" + name) || turn.id().equals("p_" + pickUp(name)))
            .<Piece>mapMulti((turn, pieces) -> {
              pieces.accept(new Piece.Delta(turn.text()));
              pieces.accept(new Piece.Done(turn, false));
            })
            .toList();
    if (!before.isEmpty()) {
      return new Outcome.Answering(Source.from(before));
    }
    AnswerPieces pieces = new AnswerPieces(system);
    write(id, live, writer, name, guidance(live), directive, pieces);
    return new Outcome.Answering(pieces.source());
  }

  private void write(
      EntityId id,
      PracticeSession.Live live,
      Writer writer,
      String name,
      Optional<String> guidance,
      Directive directive,
      AnswerPieces pieces) {
    boolean timeIsUp = guidance.equals(Optional.of(Guidance.TIME_UP));
    StringBuilder answer = new StringBuilder();
    JavaFlowSupport.Source.<String>fromPublisher(
            writer.language().stream(request(live.course(), writer.brief(), guidance)))
        .completionTimeout(settings.answerTimeout())
        .takeWhile(_ -> answer.length() < FinishedTurn.TEXT_MAX)
        .named("practice.answer")
        .runForeach(
            delta -> {
              answer.append(delta);
              pieces.delta(delta);
            },
            system)
        .handle((_, failure) -> Optional.ofNullable(failure))
        .thenCompose(failure ->
            keep(id, live, writer.brief(), answer.toString(), failure, timeIsUp, name, directive))
        .whenComplete((last, defect) -> {
          pieces.end(
              defect == null ? last.piece() : new Piece.Trouble(ModelFailure.Kind.TRANSIENT));
          Optional<PracticeSession.Live> handed =
              defect == null ? last.handedOver() : Optional.empty();
          handed.ifPresentOrElse(
              after ->
                  write(
                      id,
                      after,
                      writer,
                      pickUp(name),
                      Optional.of(Guidance.PICK_UP),
                      directive,
                      pieces),
              pieces::complete);
        });
  }

  /**
   * An answer that was kept.
   *
   * @param handedOver present when the gatekeeper has put the caller through, and the buyer has to
   *     pick up
   */
  private record Answered(Piece piece, Optional<PracticeSession.Live> handedOver) {

    static Answered only(Piece piece) {
      return new Answered(piece, Optional.empty());
    }
  }

  /** Names the answer with which the buyer picks up, after the gatekeeper's. */
  private static String pickUp(String name) {
    return name + "_2";
  }

  private Optional<String> guidance(PracticeSession.Live live) {
    return elapsed(live) >= live.setup().timeLimit().toMillis()
        ? Optional.of(Guidance.TIME_UP)
        : Optional.empty();
  }

  /** Whatever was written before a model broke off was read, so it is kept as cut short. */
  private CompletionStage<Answered> keep(
      EntityId id,
      PracticeSession.Live live,
      BuyerBrief brief,
      String text,
      Optional<Throwable> failure,
      boolean timeIsUp,
      String name,
      Directive directive) {
    if (text.isBlank()) {
      return CompletableFuture.completedStage(Answered.only(new Piece.Trouble(kind(failure))));
    }
    long start = Math.max(elapsed(live), live.course().positionMs());
    FinishedTurn turn =
        new FinishedTurn(
            "p_" + name,
            Turn.Speaker.PERSONA,
            text.strip(),
            start,
            start + pace(text),
            failure.isPresent());
    boolean over = timeIsUp || (failure.isEmpty() && Guidance.endsTheCall(text));
    boolean atTheGate = !CallStages.buyerIsOn(brief.scenario(), live.course());
    return tell(id, new PracticeCommand.TakeTurn(0, turn), late(directive, "answered" + turn.id()))
        .thenCompose(kept ->
            over
                ? tell(id, new PracticeCommand.End(reason(timeIsUp)), late(directive, "over"))
                    .thenApply(_ -> Answered.only(new Piece.Done(turn, true)))
                : CompletableFuture.completedStage(
                    new Answered(
                        new Piece.Done(turn, false),
                        atTheGate ? putThrough(brief, kept) : Optional.empty())));
  }

  private static Optional<PracticeSession.Live> putThrough(
      BuyerBrief brief, Reply<PracticeSession, PracticeRejection> kept) {
    return kept instanceof Reply.Done<PracticeSession, PracticeRejection> done
            && done.state() instanceof PracticeSession.Live live
            && CallStages.buyerIsOn(brief.scenario(), live.course())
        ? Optional.of(live)
        : Optional.empty();
  }

  private static EndReason reason(boolean timeIsUp) {
    return timeIsUp ? EndReason.TIME_LIMIT : EndReason.PERSONA_LEFT;
  }

  private ChatRequest request(Course course, BuyerBrief brief, Optional<String> guidance) {
    String speaker =
        brief
            .scenario()
            .gatekeeper()
            .filter(_ -> !CallStages.buyerIsOn(brief.scenario(), course))
            .map(gate -> BuyerPrompt.atTheGate(brief, gate))
            .orElseGet(() -> prompt.apply(brief));
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(new ChatMessage(ChatMessage.Role.SYSTEM, speaker));
    for (FinishedTurn turn : course.memory().recent()) {
      messages.add(
          new ChatMessage(
              switch (turn.speaker()) {
                case USER -> ChatMessage.Role.USER;
                case PERSONA -> ChatMessage.Role.ASSISTANT;
              },
              turn.text()));
    }
    guidance.ifPresent(
        direction -> messages.add(new ChatMessage(ChatMessage.Role.SYSTEM, direction)));
    return new ChatRequest(
        "default",
        messages,
        Optional.empty(),
        TOKENS_MAX,
        settings.answerTimeout(),
        Optional.of(brief.seed()));
  }

  private CompletionStage<Reply<PracticeSession, PracticeRejection>> tell(
      EntityId id, PracticeCommand command, Directive directive) {
    return entities.execute(PracticeKind.SESSION, id, command, directive);
  }

  private static Directive step(Directive directive, String step) {
    return new Directive(
        directive.commandId() + "/" + step,
        directive.notAfter(),
        directive.by(),
        directive.correlation());
  }

  /** The answer may come after the client has stopped waiting; it is kept all the same. */
  private Directive late(Directive directive, String step) {
    return new Directive(
        directive.commandId() + "/" + step,
        clock.instant().plus(KEEP_WITHIN),
        BUYER,
        directive.correlation());
  }

  private long elapsed(PracticeSession.Live live) {
    return Math.max(0, Duration.between(live.course().startedAt(), clock.instant()).toMillis());
  }

  private static long pace(String text) {
    return MS_PER_WORD * Math.max(1, text.strip().split("\\s+").length);
  }

  private static ModelFailure.Kind kind(Optional<Throwable> failure) {
    Throwable cause =
        failure
            .map(thrown -> thrown instanceof CompletionException ? thrown.getCause() : thrown)
            .orElse(null);
    return cause instanceof ModelFailure model ? model.kind() : ModelFailure.Kind.TRANSIENT;
  }

  /** Turn ids follow from the request's name, so that a repeated request is the same exchange. */
  private static String name(String commandId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(commandId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
