package com.quotahit.http.models;

import com.quotahit.actors.models.Gateway;
import com.quotahit.actors.models.ModelCall;
import com.quotahit.actors.models.ModelPiece;
import com.quotahit.core.models.ChatClientPort;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.shared.Parsed;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Events;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Output;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.Source;

/** Trying a model out: one question, and the answer as it is written. */
public final class TryEndpoints {

  /**
   * @param model an id of {@code GET /models}; left out, the one chosen for trying
   */
  public record TryWire(Optional<String> model, String text) {
    Parsed<Question> parse() {
      FieldChecks checks = new FieldChecks();
      String question = checks.text("text", text, 1, TEXT_MAX);
      return checks.parsed(
          () -> new Question(model.map(String::strip).filter(id -> !id.isEmpty()), question));
    }
  }

  record Question(Optional<String> model, String text) {}

  public record DeltaWire(String text) {}

  /**
   * @param estimated true when nobody counted but we
   */
  public record TokensWire(long tokensIn, long tokensOut, long cachedIn, boolean estimated) {
    static TokensWire of(TokenUse use) {
      return new TokensWire(
          use.in(), use.out(), use.cachedIn(), use.how() == TokenUse.Counted.ESTIMATED);
    }
  }

  /** What the answer cost. */
  public record CostWire(BigDecimal amount, String currency) {
    static CostWire of(MicroUsd cost) {
      return new CostWire(cost.dollars(), "USD");
    }
  }

  public record SourceWire(String title, String url) {}

  /**
   * How the answer was made.
   *
   * @param cost null where no price is known
   * @param fallback which model was asked first, and why it did not answer
   */
  public record DoneWire(
      String id,
      String model,
      String display,
      String provider,
      String keySource,
      TokensWire usage,
      Optional<CostWire> cost,
      Optional<String> fallback,
      boolean simulated,
      long firstTokenMs,
      long totalMs,
      List<SourceWire> sources) {}

  public record ProblemEventWire(String code, String detail) {}

  private static final int TEXT_MAX = 20_000;
  private static final int TOKENS_MAX = 1_000;

  /** The same for every trial, so that its use is found again. */
  static final ModelUse.Purpose PURPOSE =
      new ModelUse.Purpose("models", "models.try", "models.try", 1, List.of());

  private static final String INSTRUCTIONS =
      "Answer the question briefly and plainly. If you do not know, say so.";

  private final Gateway gateway;

  public TryEndpoints(Gateway gateway) {
    this.gateway = gateway;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/models/try", "Ask a model something")
            .signedIn()
            .body(TryWire.class, TryWire::parse)
            .answersEvents(
                new Output.Event("message.delta", DeltaWire.class),
                new Output.Event("message.done", DoneWire.class),
                new Output.Event("problem", ProblemEventWire.class))
            .notWhileImpersonating()
            .by(this::ask));
  }

  private CompletionStage<Answer<Nothing>> ask(Call call, Question question) {
    return gateway
        .ask(
            new ModelCall(
                call.ids().next("use"),
                call.workspace(),
                call.user(),
                PURPOSE,
                question.model(),
                List.of(
                    new ChatMessage(ChatMessage.Role.SYSTEM, INSTRUCTIONS),
                    new ChatMessage(ChatMessage.Role.USER, question.text())),
                Optional.empty(),
                TOKENS_MAX))
        .thenApply(outcome ->
            switch (outcome) {
              case Gateway.Outcome.Refused(var why) -> Answer.refused(ModelProblems.of(why));
              case Gateway.Outcome.Answering(Flow.Publisher<ModelPiece> pieces) ->
                  Answer.raw(Events.response(events(pieces)));
            });
  }

  static Source<Events.Sent, NotUsed> events(Flow.Publisher<ModelPiece> pieces) {
    return JavaFlowSupport.Source.<ModelPiece>fromPublisher(pieces)
        .map(TryEndpoints::sent)
        .recover(
            new PFBuilder<Throwable, Events.Sent>()
                .match(Throwable.class, TryEndpoints::problem)
                .build())
        .named("models.answer");
  }

  private static Events.Sent sent(ModelPiece piece) {
    return switch (piece) {
      case ModelPiece.Text(String text) ->
          new Events.Sent("", "message.delta", new DeltaWire(text));
      case ModelPiece.Done done -> new Events.Sent("", "message.done", done(done));
    };
  }

  static DoneWire done(ModelPiece.Done done) {
    ModelUse use = done.use();
    return new DoneWire(
        use.id(),
        use.model(),
        done.display(),
        use.provider().code(),
        use.keySource().code(),
        TokensWire.of(use.tokens()),
        use.cost().map(CostWire::of),
        use.instead(),
        done.simulated(),
        use.firstTokenMs(),
        use.totalMs(),
        done.sources().stream().map(TryEndpoints::source).toList());
  }

  private static SourceWire source(ChatClientPort.Source source) {
    return new SourceWire(source.title(), source.url());
  }

  private static Events.Sent problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    ModelFailure.Kind kind =
        cause instanceof ModelFailure known ? known.kind() : ModelFailure.Kind.TRANSIENT;
    return new Events.Sent(
        "", "problem", new ProblemEventWire(ModelProblems.code(kind), ModelProblems.detail(kind)));
  }
}
