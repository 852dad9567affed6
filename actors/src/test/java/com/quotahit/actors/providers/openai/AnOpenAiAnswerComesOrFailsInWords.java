package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.SandboxFaculties;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.shared.Secret;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class AnOpenAiAnswerComesOrFailsInWords {

  private static final String TEXT = "We already have a vendor for that, and it works.";
  private static final Config QUICK =
      ConfigFactory.parseString(
              """
              quotahit.openai.rest {
                first-token-timeout = 1500ms
                idle-timeout = 500ms
                answer-bytes-max = 1048576
              }
              """)
          .withFallback(SandboxForTests.CONFIG);
  private static final OpenAiSettings SETTINGS = OpenAiSettings.read(QUICK);

  private static SandboxForTests sandbox;
  private static OpenAiLanguageModel model;
  private static final Queue<OpenAiSandbox.Seen> SEEN = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    sandbox = new SandboxForTests(SandboxFaculties.textOnly(SandboxForTests.saying(TEXT)));
    sandbox.sandbox().observe(SEEN::add);
    long began = System.nanoTime();
    SdkWarmUp.run(SETTINGS);
    System.out.printf(
        "SDK's first look at its classes: %d ms%n", (System.nanoTime() - began) / 1_000_000);
  }

  /** A model of its own for each test: it remembers failures. */
  @BeforeEach
  void open() {
    model = modelWith(OpenAiSandbox.KEY);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @AfterEach
  void forget() {
    model.close();
    sandbox.sandbox().faults().clear();
    SEEN.clear();
  }

  @Test
  void a_streamed_answer_comes_word_by_word_and_is_marked_simulated() throws Exception {
    Collected answer = streamed(model);
    assertThat(answer.whole.get(5, TimeUnit.SECONDS)).isEqualTo(TEXT);
    assertThat(answer.pieces).hasSizeGreaterThan(5);
    assertThat(model.simulated()).isTrue();
  }

  @Test
  void a_whole_answer_carries_usage_and_model() throws Exception {
    ChatAnswer answer = whole(model).get(5, TimeUnit.SECONDS);
    assertThat(answer.text()).isEqualTo(TEXT);
    assertThat(answer.model()).isEqualTo(SETTINGS.chatModel());
    assertThat(answer.usage().completionTokens()).isPositive();
    assertThat(answer.simulated()).isTrue();
  }

  @Test
  void rate_limits_are_waited_out_twice_at_most() throws Exception {
    sandbox
        .sandbox()
        .faults()
        .next(limited(Optional.of(Duration.ofMillis(30))), limited(Optional.empty()));
    assertThat(streamed(model).whole.get(5, TimeUnit.SECONDS)).isEqualTo(TEXT);
    assertThat(SEEN).hasSize(3);
  }

  @Test
  void the_third_failure_in_a_row_is_the_answer() {
    sandbox
        .sandbox()
        .faults()
        .next(
            new SandboxFault.ServerError(500),
            new SandboxFault.ServerError(503),
            new SandboxFault.ServerError(500),
            new SandboxFault.ServerError(500));
    assertThat(failureOf(whole(model)).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(SEEN).hasSize(3);
  }

  @Test
  void a_long_wait_asked_by_the_provider_is_reported_not_sat_out() {
    sandbox.sandbox().faults().next(limited(Optional.of(Duration.ofSeconds(40))));
    ModelFailure failure = failureOf(streamed(model).whole);
    assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(40));
    assertThat(SEEN).hasSize(1);
  }

  @Test
  void a_used_up_quota_is_not_retried() {
    sandbox.sandbox().faults().next(new SandboxFault.QuotaExhausted());
    assertThat(failureOf(streamed(model).whole).kind()).isEqualTo(ModelFailure.Kind.QUOTA);
    assertThat(SEEN).hasSize(1);
  }

  @Test
  void a_wrong_key_is_named_as_such_and_shown_nowhere() {
    try (OpenAiLanguageModel wrong = modelWith(new Secret("sk-wrong-0123456789"))) {
      ModelFailure failure = failureOf(whole(wrong));
      assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.KEY_REJECTED);
      assertThat(failure.toString() + new Secret("sk-wrong-0123456789"))
          .doesNotContain("sk-wrong-0123456789");
    }
  }

  @Test
  void a_refusal_is_a_refusal_in_both_ways_of_asking() {
    sandbox.sandbox().faults().next(new SandboxFault.Refuse(), new SandboxFault.Refuse());
    assertThat(failureOf(streamed(model).whole).kind()).isEqualTo(ModelFailure.Kind.REFUSED);
    assertThat(failureOf(whole(model)).kind()).isEqualTo(ModelFailure.Kind.REFUSED);
  }

  @Test
  void empty_answers_are_asked_for_again() throws Exception {
    sandbox.sandbox().faults().next(new SandboxFault.Empty(), new SandboxFault.Empty());
    assertThat(streamed(model).whole.get(5, TimeUnit.SECONDS)).isEqualTo(TEXT);
  }

  @Test
  void an_error_inside_a_stream_ends_it_and_is_never_retried() {
    sandbox.sandbox().faults().next(new SandboxFault.BreakAfter(3));
    Collected answer = streamed(model);
    assertThat(failureOf(answer.whole).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(answer.pieces).hasSize(3);
    assertThat(SEEN).hasSize(1);
  }

  @Test
  void a_cut_connection_ends_the_answer() {
    SandboxFault cut = new SandboxFault.CutAfter(2);
    sandbox.sandbox().faults().next(cut, cut, cut);
    assertThat(failureOf(streamed(model).whole).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
  }

  @Test
  void silence_before_and_inside_an_answer_is_bounded() {
    sandbox.sandbox().faults().next(new SandboxFault.Stall(), new SandboxFault.HangAfter(2));
    assertThat(failureOf(streamed(model).whole)).hasMessageContaining("began");
    assertThat(failureOf(streamed(model).whole)).hasMessageContaining("half-way");
  }

  @Test
  void a_slow_drip_ends_with_the_time_of_the_whole_answer() {
    sandbox.sandbox().faults().next(new SandboxFault.Drip(Duration.ofMillis(300)));
    Collected answer = new Collected();
    model.stream(request(Duration.ofMillis(1000))).subscribe(answer);
    assertThat(failureOf(answer.whole)).hasMessageContaining("too long");
    assertThat(answer.pieces).isNotEmpty();
  }

  @Test
  void garbage_and_oversize_do_no_harm() {
    SandboxFault garbage = new SandboxFault.Garbage();
    SandboxFault big = new SandboxFault.Oversize(100 << 20);
    sandbox.sandbox().faults().next(garbage, garbage, garbage, big, big, big);
    assertThat(failureOf(whole(model)).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(failureOf(whole(model)).kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
  }

  @Test
  void a_provider_that_keeps_failing_is_not_asked_for_a_while() {
    SandboxFault down = new SandboxFault.ServerError(503);
    sandbox.sandbox().faults().next(down, down, down, down, down, down, down, down, down, down);
    assertThat(failureOf(whole(model)).retryAfter()).isEmpty();
    failureOf(whole(model));
    int asked = SEEN.size();
    assertThat(failureOf(whole(model)).retryAfter()).isPresent();
    assertThat(SEEN).hasSize(asked).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void cancelling_closes_the_providers_connection_within_half_a_second() throws Exception {
    try (ServerSocket provider = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Long> closedAt = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> speakOneWordThenListen(provider, closedAt));
      OpenAiEndpoint endpoint =
          new OpenAiEndpoint(
              URI.create("http://127.0.0.1:" + provider.getLocalPort() + "/v1"),
              OpenAiSandbox.KEY,
              true);
      try (OpenAiLanguageModel slow = new OpenAiLanguageModel(endpoint, SETTINGS, jitter())) {
        int free = slow.free();
        Collected answer = streamed(slow);
        assertThat(answer.first.await(5, TimeUnit.SECONDS)).isTrue();
        long cancelled = System.nanoTime();
        answer.subscription.cancel();
        assertThat(closedAt.get(5, TimeUnit.SECONDS) - cancelled)
            .isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
        org.awaitility.Awaitility.await()
            .atMost(Duration.ofSeconds(2))
            .untilAsserted(() -> assertThat(slow.free()).isEqualTo(free));
        assertThat(answer.whole).isNotDone();
      }
    }
  }

  private static void speakOneWordThenListen(
      ServerSocket provider, CompletableFuture<Long> closedAt) {
    try (Socket socket = provider.accept()) {
      InputStream in = socket.getInputStream();
      byte[] request = new byte[65_536];
      if (in.read(request) < 0) {
        throw new IOException("no request");
      }
      String chunk =
          "data:"
              + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Well\"},\"finish_reason\":null}]}\n\n";
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                      + chunk)
                  .getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      while (in.read(request) >= 0) {
        // the rest of the request
      }
      closedAt.complete(System.nanoTime());
    } catch (IOException reset) {
      closedAt.complete(System.nanoTime());
    }
  }

  private static OpenAiLanguageModel modelWith(Secret key) {
    return new OpenAiLanguageModel(
        new OpenAiEndpoint(sandbox.sandbox().baseUrl(), key, true), SETTINGS, jitter());
  }

  private static RandomGenerator jitter() {
    return RandomGenerator.of("L64X128MixRandom");
  }

  private static SandboxFault limited(Optional<Duration> retryAfter) {
    return new SandboxFault.RateLimited(retryAfter);
  }

  private static Collected streamed(OpenAiLanguageModel model) {
    Collected answer = new Collected();
    model.stream(request(Duration.ofSeconds(10))).subscribe(answer);
    return answer;
  }

  private static CompletableFuture<ChatAnswer> whole(OpenAiLanguageModel model) {
    return model.complete(request(Duration.ofSeconds(10))).toCompletableFuture();
  }

  private static ChatRequest request(Duration timeout) {
    return new ChatRequest(
        "default",
        List.of(
            new ChatMessage(ChatMessage.Role.SYSTEM, "You are a buyer."),
            new ChatMessage(ChatMessage.Role.USER, "Hello, may I have a minute?")),
        Optional.empty(),
        200,
        timeout,
        Optional.of(7L));
  }

  private static ModelFailure failureOf(CompletableFuture<?> answer) {
    ModelFailure[] found = new ModelFailure[1];
    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            ExecutionException.class, failure -> found[0] = (ModelFailure) failure.getCause());
    return found[0];
  }
}
