package com.quotahit.http.practice;

import com.quotahit.actors.practice.TypedConversation;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.PracticeMode;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Events;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Output;
import com.quotahit.http.models.ModelProblems;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Typed sessions: the learner writes, and the buyer's answer comes as it is written. */
public final class TypedTurnEndpoints {

  /** What the learner writes. */
  public record SayWire(String text) {
    Parsed<String> parse() {
      String words = text.strip();
      return words.isEmpty() || words.length() > FinishedTurn.TEXT_MAX
          ? Parsed.invalid("text", "length", "Write 1 to " + FinishedTurn.TEXT_MAX + " characters.")
          : Parsed.valid(words);
    }
  }

  public record ReplyDelta(String text) {}

  /**
   * @param over true when the session has ended with this answer
   */
  public record ReplyDone(TurnWire turn, boolean over) {}

  public record ReplyProblem(String code, String detail) {}

  private final Sessions sessions;
  private final TypedConversation conversation;

  public TypedTurnEndpoints(PracticeParts parts, TypedConversation conversation) {
    this.sessions = new Sessions(parts);
    this.conversation = conversation;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/practice/sessions/{id}/turns", "Say something in a typed session")
            .needs(Permission.PRACTICE_RUN)
            .body(SayWire.class, SayWire::parse)
            .answersEvents(
                new Output.Event("reply.delta", ReplyDelta.class),
                new Output.Event("reply.done", ReplyDone.class),
                new Output.Event("problem", ReplyProblem.class))
            .module(PlanModule.PRACTICE)
            .by(this::say));
  }

  private CompletionStage<Answer<Nothing>> say(Call call, String text) {
    return sessions
        .own(call)
        .thenCompose(found ->
            found.setup().mode() == PracticeMode.TEXT
                ? conversation
                    .say(call.entity(found.id().value()), found.setup(), text, call.directive())
                    .thenApply(TypedTurnEndpoints::answer)
                : CompletableFuture.completedStage(Answer.refused(PracticeProblems.notTyped())));
  }

  private static Answer<Nothing> answer(TypedConversation.Outcome outcome) {
    return switch (outcome) {
      case TypedConversation.Outcome.Answering(var pieces) ->
          Answer.raw(Events.response(pieces.map(TypedTurnEndpoints::sent)));
      case TypedConversation.Outcome.Refused(var why) -> Answer.refused(PracticeProblems.of(why));
      case TypedConversation.Outcome.NoModel(var why) -> Answer.refused(ModelProblems.of(why));
      case TypedConversation.Outcome.TooLate _ -> Answer.refused(Answer.tooLate());
    };
  }

  private static Events.Sent sent(TypedConversation.Piece piece) {
    return switch (piece) {
      case TypedConversation.Piece.Delta(String text) ->
          new Events.Sent("", "reply.delta", new ReplyDelta(text));
      case TypedConversation.Piece.Done(FinishedTurn turn, boolean over) ->
          new Events.Sent(turn.id(), "reply.done", new ReplyDone(TurnWire.of(turn), over));
      case TypedConversation.Piece.Trouble(ModelFailure.Kind kind) ->
          new Events.Sent("", "problem", trouble(kind));
    };
  }

  private static ReplyProblem trouble(ModelFailure.Kind kind) {
    return switch (kind) {
      case TRANSIENT ->
          new ReplyProblem("models.unavailable", "The buyer did not answer. Send it again.");
      case QUOTA ->
          new ReplyProblem("models.quota", "The model's quota is used up. Try again later.");
      case KEY_REJECTED ->
          new ReplyProblem("models.key-rejected", "The provider rejected the model's key.");
      case PERMANENT, REFUSED ->
          new ReplyProblem("models.refused", "The model declined to answer. Put it another way.");
    };
  }
}
