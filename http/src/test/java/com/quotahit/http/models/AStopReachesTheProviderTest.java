package com.quotahit.http.models;

import static com.quotahit.http.models.ModelsUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.models.Gateway;
import com.quotahit.actors.models.ModelCall;
import com.quotahit.actors.models.ModelPiece;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.shared.UserId;
import com.quotahit.http.edge.EdgeUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The provider here is a bare socket, which says one word and then watches its connection: nothing
 * between it and the client can hide when that was closed.
 */
@Tag("route")
class AStopReachesTheProviderTest {

  private static final String OPENAI_WORD =
      """
      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"Well"},"finish_reason":null}]}

      """;
  private static final String ANTHROPIC_WORD =
      """
      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Well"}}

      """;

  @ParameterizedTest
  @CsvSource({
    "openai, openai/gpt-6-luna",
    "anthropic, anthropic/claude-haiku-4-5",
    "openrouter, openrouter/moonshotai/kimi-k2.5",
    "perplexity, perplexity/sonar"
  })
  void within_half_a_second_and_what_was_written_is_noted(String provider, String model)
      throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Long> closedAt = new CompletableFuture<>();
      String word = provider.equals("anthropic") ? ANTHROPIC_WORD : OPENAI_WORD;
      Thread.ofVirtual().start(() -> speakOneWordThenListen(socket, word, closedAt));
      String place = "quotahit.models.providers." + provider;
      try (ModelsUnderTest world =
          new ModelsUnderTest(
              "quotahit.models.first-token-timeout=20s",
              place + ".base-url=\"http://127.0.0.1:" + socket.getLocalPort() + "\"",
              place + ".api-key=\"key-of-the-installation\"")) {
        String id = "use_" + "0".repeat(26);
        int free = world.gateway.free();
        Ear ear = new Ear();
        answer(world, id, model).subscribe(ear);
        ear.first.get(10, TimeUnit.SECONDS);
        long stopped = System.nanoTime();
        ear.subscription.join().cancel();
        assertThat(closedAt.get(5, TimeUnit.SECONDS) - stopped)
            .isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
        Awaitility.await().until(() -> world.gateway.free() == free);
        ModelUse use = world.usage.find(EdgeUnderTest.NORTH, id).orElseThrow();
        assertThat(use.outcome()).isEqualTo(ModelUse.Outcome.STOPPED);
        assertThat(use.tokens().out()).isPositive();
        assertThat(use.cost()).isEmpty();
      }
    }
  }

  private static Flow.Publisher<ModelPiece> answer(ModelsUnderTest world, String id, String model) {
    Gateway.Outcome outcome =
        await(
            world.gateway.ask(
                new ModelCall(
                    id,
                    EdgeUnderTest.NORTH,
                    new UserId("usr_" + "0".repeat(25) + "1"),
                    new ModelUse.Purpose("models", "models.try", "models.try", 1, List.of()),
                    Optional.of(model),
                    List.of(new ChatMessage(ChatMessage.Role.USER, "Hello?")),
                    Optional.empty(),
                    100)));
    return ((Gateway.Outcome.Answering) outcome).pieces();
  }

  private static void speakOneWordThenListen(
      ServerSocket provider, String word, CompletableFuture<Long> closedAt) {
    try (Socket socket = provider.accept()) {
      InputStream in = socket.getInputStream();
      if (in.read(new byte[65_536]) < 0) {
        throw new IOException("no request");
      }
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                      + word)
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      int rest = in.read(new byte[65_536]);
      while (rest >= 0) {
        rest = in.read(new byte[65_536]);
      }
      closedAt.complete(System.nanoTime());
    } catch (IOException reset) {
      if (!closedAt.complete(System.nanoTime())) {
        throw new UncheckedIOException(reset);
      }
    }
  }

  private static final class Ear implements Flow.Subscriber<ModelPiece> {
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    final CompletableFuture<ModelPiece> first = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ModelPiece piece) {
      first.complete(piece);
    }

    @Override
    public void onError(Throwable failure) {
      first.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      first.completeExceptionally(new IllegalStateException("the answer ended by itself"));
    }
  }
}
