package com.quotahit.http.models;

import static com.quotahit.http.models.ModelsUnderTest.ANSWER;
import static com.quotahit.http.models.ModelsUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.models.Gateway;
import com.quotahit.actors.models.ModelCall;
import com.quotahit.actors.models.ModelPiece;
import com.quotahit.actors.sandbox.anthropic.AnthropicStandIn;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.openai.SandboxFaults;
import com.quotahit.actors.sandbox.openrouter.OpenRouterStandIn;
import com.quotahit.actors.sandbox.perplexity.PerplexityStandIn;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.http.edge.EdgeUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every provider's client against its stand-in, in good weather and in all kinds of bad. */
@Tag("route")
class AnswersComeThroughEveryProviderTest {

  private static final UserId ANN = new UserId("usr_" + "0".repeat(25) + "1");
  private static final WorkspaceId HERE = EdgeUnderTest.NORTH;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static ModelsUnderTest world;

  enum Line {
    OPENAI("openai/gpt-6-luna"),
    ANTHROPIC("anthropic/claude-haiku-4-5"),
    OPENROUTER("openrouter/moonshotai/kimi-k2.5"),
    PERPLEXITY("perplexity/sonar"),
    REASONING("perplexity/sonar-reasoning-pro");

    final String model;

    Line(String model) {
      this.model = model;
    }

    SandboxFaults faults() {
      return switch (this) {
        case OPENAI -> world.openAi.faults();
        case ANTHROPIC -> world.others.faults(AnthropicStandIn.PREFIX);
        case OPENROUTER -> world.others.faults(OpenRouterStandIn.PREFIX);
        case PERPLEXITY, REASONING -> world.others.faults(PerplexityStandIn.PREFIX);
      };
    }

    String said() {
      return this == PERPLEXITY || this == REASONING ? ANSWER + " [1]" : ANSWER;
    }
  }

  /** What came of one question. */
  private record Heard(String text, Optional<ModelUse> use, Optional<ModelFailure> failure) {
    ModelFailure.Kind kind() {
      return failure.orElseThrow().kind();
    }
  }

  @BeforeAll
  static void open() {
    world =
        new ModelsUnderTest(
            "quotahit.models.first-token-timeout=3s",
            "quotahit.models.breaker-failures=100",
            "quotahit.models.retry-wait-max=200ms",
            "quotahit.models.answer-bytes-max=200000");
  }

  @AfterEach
  void no_fault_is_left_for_the_next() {
    for (Line line : Line.values()) {
      line.faults().clear();
    }
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_comes_word_by_word_with_what_it_took(Line line) {
    List<String> pieces = new ArrayList<>();
    Heard heard = ask(line, pieces);
    assertThat(heard.failure()).isEmpty();
    assertThat(heard.text()).isEqualTo(line.said());
    assertThat(pieces).hasSizeGreaterThan(5);
    ModelUse use = heard.use().orElseThrow();
    assertThat(use.tokens().in()).isPositive();
    assertThat(use.tokens().out()).isPositive();
    assertThat(use.outcome()).isEqualTo(ModelUse.Outcome.ANSWERED);
    assertThat(world.usage.find(HERE, use.id())).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void an_error_half_way_ends_the_answer_and_says_so(Line line) {
    line.faults().next(new SandboxFault.BreakAfter(6));
    Heard heard = ask(line);
    assertThat(heard.kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(line.said()).startsWith(heard.text());
  }

  @ParameterizedTest
  @EnumSource
  void a_connection_cut_half_way_is_no_end(Line line) {
    line.faults()
        .next(
            new SandboxFault.CutAfter(6),
            new SandboxFault.CutAfter(6),
            new SandboxFault.CutAfter(6));
    assertThat(ask(line).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
  }

  @ParameterizedTest
  @EnumSource
  void too_many_requests_are_tried_again_after_the_wait_that_was_asked_for(Line line) {
    line.faults().next(new SandboxFault.RateLimited(Optional.of(Duration.ofMillis(120))));
    long began = System.nanoTime();
    assertThat(ask(line).text()).isEqualTo(line.said());
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(120));
  }

  @ParameterizedTest
  @EnumSource
  void too_many_requests_without_a_wait_are_tried_again(Line line) {
    line.faults().next(new SandboxFault.RateLimited(Optional.empty()));
    assertThat(ask(line).text()).isEqualTo(line.said());
  }

  @ParameterizedTest
  @EnumSource
  void a_wait_that_is_too_long_is_not_waited(Line line) {
    line.faults().next(new SandboxFault.RateLimited(Optional.of(Duration.ofMinutes(2))));
    Heard heard = ask(line);
    assertThat(heard.kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(heard.failure().orElseThrow().retryAfter()).contains(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @EnumSource
  void a_used_up_quota_is_not_tried_again(Line line) {
    line.faults().next(new SandboxFault.QuotaExhausted());
    assertThat(ask(line).kind()).isEqualTo(ModelFailure.Kind.QUOTA);
  }

  @ParameterizedTest
  @EnumSource
  void a_model_that_declines_is_told_from_one_that_fails(Line line) {
    line.faults().next(new SandboxFault.Refuse());
    assertThat(ask(line).kind()).isEqualTo(ModelFailure.Kind.REFUSED);
  }

  @ParameterizedTest
  @EnumSource
  void an_empty_answer_is_asked_for_again(Line line) {
    line.faults().next(new SandboxFault.Empty());
    assertThat(ask(line).text()).isEqualTo(line.said());
    line.faults()
        .next(new SandboxFault.Empty(), new SandboxFault.Empty(), new SandboxFault.Empty());
    assertThat(ask(line).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
  }

  @ParameterizedTest
  @EnumSource
  void a_slow_answer_is_waited_for_as_long_as_words_come(Line line) {
    line.faults().next(new SandboxFault.Drip(Duration.ofMillis(60)));
    assertThat(ask(line).text()).isEqualTo(line.said());
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_that_stands_still_is_given_up(Line line) {
    line.faults().next(new SandboxFault.HangAfter(14));
    Heard heard = ask(line);
    assertThat(heard.kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(heard.failure().orElseThrow()).hasMessage("the answer stopped half-way");
  }

  @ParameterizedTest
  @EnumSource
  void a_provider_that_says_nothing_is_given_up_after_the_first_words_time(Line line) {
    // The HTTP library sends again what a reused connection swallowed.
    line.faults()
        .next(new SandboxFault.Stall(), new SandboxFault.Stall(), new SandboxFault.Stall());
    assertThat(ask(line).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
  }

  @ParameterizedTest
  @EnumSource
  void a_page_instead_of_an_answer_is_no_answer(Line line) {
    line.faults()
        .next(new SandboxFault.Garbage(), new SandboxFault.Garbage(), new SandboxFault.Garbage());
    assertThat(ask(line).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
  }

  @ParameterizedTest
  @EnumSource
  void a_broken_provider_is_tried_again(Line line) {
    line.faults().next(new SandboxFault.ServerError(503), new SandboxFault.ServerError(500));
    assertThat(ask(line).text()).isEqualTo(line.said());
  }

  private static Heard ask(Line line) {
    return ask(line, new ArrayList<>());
  }

  private static Heard ask(Line line, List<String> pieces) {
    Ear ear = new Ear(pieces);
    publisher(line).subscribe(ear);
    Heard heard = await(ear.heard);
    line.faults().clear();
    return heard;
  }

  private static Flow.Publisher<ModelPiece> publisher(Line line) {
    Gateway.Outcome outcome =
        await(
            world.gateway.ask(
                new ModelCall(
                    "use_" + String.format("%026d", COUNT.incrementAndGet()),
                    HERE,
                    ANN,
                    new ModelUse.Purpose("models", "models.try", "models.try", 1, List.of()),
                    Optional.of(line.model),
                    List.of(new ChatMessage(ChatMessage.Role.USER, "They say it is too dear.")),
                    Optional.empty(),
                    200)));
    assertThat(outcome).isInstanceOf(Gateway.Outcome.Answering.class);
    return ((Gateway.Outcome.Answering) outcome).pieces();
  }

  /** Listens until the end. */
  private static final class Ear implements Flow.Subscriber<ModelPiece> {
    final CompletableFuture<Heard> heard = new CompletableFuture<>();
    private final List<String> pieces;
    private final StringBuilder text = new StringBuilder();
    private Optional<ModelUse> use = Optional.empty();

    Ear(List<String> pieces) {
      this.pieces = pieces;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ModelPiece piece) {
      switch (piece) {
        case ModelPiece.Text(String words) -> {
          text.append(words);
          pieces.add(words);
        }
        case ModelPiece.Done done -> use = Optional.of(done.use());
      }
    }

    @Override
    public void onError(Throwable failure) {
      heard.complete(
          failure instanceof ModelFailure model
              ? new Heard(text.toString(), use, Optional.of(model))
              : new Heard(
                  text.toString(),
                  use,
                  Optional.of(new ModelFailure(ModelFailure.Kind.PERMANENT, failure.toString()))));
    }

    @Override
    public void onComplete() {
      heard.complete(new Heard(text.toString(), use, Optional.empty()));
    }
  }
}
