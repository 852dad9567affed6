package com.quotahit.actors.providers.anthropic;

import com.anthropic.backends.Backend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.client.okhttp.OkHttpClient;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.LogLevel;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.models.ModelInfo;
import com.anthropic.models.models.ModelListParams;
import com.quotahit.core.models.ChatClientPort;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelListPort;
import com.quotahit.core.models.ProviderAccess;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Chat with Anthropic, each call with the key it is given. The key goes in the header that every
 * version of the interface knows, and no sampling parameters are sent, so that both versions work.
 */
public final class AnthropicChat
    implements ChatClientPort, KeyCheckPort, ModelListPort, AutoCloseable {

  private static final long LISTED_MAX = 1_000;

  private final OkHttpClient http;
  private final HttpClient lasting;
  private final String version;

  /**
   * @param version of the interface, such as {@code 2023-06-01}
   */
  public AnthropicChat(Duration connect, Duration quiet, String version) {
    this.http =
        OkHttpClient.builder()
            .backend(new Keyless())
            .timeout(
                Timeout.builder()
                    .connect(connect)
                    .read(quiet)
                    .write(quiet)
                    .request(Duration.ZERO)
                    .build())
            .build();
    this.lasting = new Lasting(http);
    this.version = version;
  }

  @Override
  public End stream(ProviderAccess access, ChatRequest request, Consumer<String> words) {
    try (StreamResponse<RawMessageStreamEvent> answer =
        client(access).messages().createStreaming(parameters(request))) {
      MessageReader reader = new MessageReader(request.model(), words);
      Iterator<RawMessageStreamEvent> events = answer.stream().iterator();
      while (!Thread.currentThread().isInterrupted() && events.hasNext()) {
        reader.read(events.next());
      }
      return reader.end();
    } catch (RuntimeException failure) {
      throw AnthropicFailures.of(failure);
    }
  }

  @Override
  public KeyVerdict check(ProviderAccess access) {
    try {
      client(access).models().list(ModelListParams.builder().limit(1).build());
      return new KeyVerdict.Accepted();
    } catch (AnthropicServiceException refused) {
      return refused.statusCode() == 403
          ? new KeyVerdict.Refused(KeyFault.NO_PERMISSION)
          : KeyVerdict.of(AnthropicFailures.of(refused));
    } catch (RuntimeException failure) {
      return KeyVerdict.of(AnthropicFailures.of(failure));
    }
  }

  @Override
  public List<Listed> list(ProviderAccess access) {
    try {
      return client(access)
          .models()
          .list(ModelListParams.builder().limit(LISTED_MAX).build())
          .data()
          .stream()
          .map(AnthropicChat::listed)
          .toList();
    } catch (RuntimeException failure) {
      throw AnthropicFailures.of(failure);
    }
  }

  private static Listed listed(ModelInfo model) {
    return new Listed(
        model.id(),
        model
            ._retiresAt()
            .asKnown()
            .map(at -> at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()));
  }

  private AnthropicClient client(ProviderAccess access) {
    return new AnthropicClientImpl(
        ClientOptions.builder()
            .httpClient(lasting)
            .baseUrl(access.baseUrl().toString())
            .maxRetries(0)
            .logLevel(LogLevel.OFF)
            .streamHandlerExecutor(Runnable::run)
            .replaceHeaders("anthropic-version", version)
            .replaceHeaders("x-api-key", access.key().reveal())
            .build());
  }

  private static MessageCreateParams parameters(ChatRequest request) {
    MessageCreateParams.Builder builder =
        MessageCreateParams.builder().model(request.model()).maxTokens(request.maxTokens());
    String system =
        request.messages().stream()
            .filter(message -> message.role() == ChatMessage.Role.SYSTEM)
            .map(ChatMessage::text)
            .collect(Collectors.joining("\n\n"));
    if (!system.isEmpty()) {
      builder.system(system);
    }
    for (ChatMessage message : request.messages()) {
      switch (message.role()) {
        case SYSTEM -> {}
        case USER -> builder.addUserMessage(message.text());
        case ASSISTANT -> builder.addAssistantMessage(message.text());
      }
    }
    return builder.build();
  }

  @Override
  public void close() {
    http.close();
  }

  /** Adds no key of its own: each call brings one in its headers, and its own address. */
  private static final class Keyless implements Backend {
    @Override
    public String baseUrl() {
      return "https://api.anthropic.com";
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  /** A client that is dropped closes what it was given; these connections are everybody's. */
  private record Lasting(HttpClient shared) implements HttpClient {
    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      return shared.execute(request, options);
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      return shared.executeAsync(request, options);
    }

    @Override
    public void close() {
      // AnthropicChat closes them
    }
  }
}
