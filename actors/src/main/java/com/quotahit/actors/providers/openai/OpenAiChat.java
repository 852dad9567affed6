package com.quotahit.actors.providers.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.JsonValue;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.models.Model;
import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.actors.providers.rest.RestCall;
import com.quotahit.core.models.ChatClientPort;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelListPort;
import com.quotahit.core.models.ProviderAccess;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Chat with whoever speaks OpenAI's protocol, each call with the key it is given. The SDK's client
 * keeps its key as long as it lives, so one is made for each call and dropped after it; what lives
 * on are connections without a key.
 */
public final class OpenAiChat implements ChatClientPort, KeyCheckPort, ModelListPort {

  private final ProviderTransport transport;
  private final HttpClient operators;
  private final HttpClient typed;
  private final RequestOptions shortly;

  public OpenAiChat(ProviderTransport transport) {
    this.transport = transport;
    this.operators = lasting(transport, ProviderAccess.Trust.OPERATORS);
    this.typed = lasting(transport, ProviderAccess.Trust.TYPED);
    // The SDK would wait ten minutes for whoever takes the question and says nothing.
    this.shortly =
        RequestOptions.builder()
            .timeout(
                Timeout.builder()
                    .connect(transport.settings().connect())
                    .read(transport.settings().quiet())
                    .write(transport.settings().quiet())
                    .request(RestCall.WHOLE)
                    .build())
            .build();
  }

  @Override
  public End stream(ProviderAccess access, ChatRequest request, Consumer<String> words) {
    OpenAiDialect dialect = OpenAiDialect.of(access.provider());
    try (StreamResponse<ChatCompletionChunk> answer =
        client(access).chat().completions().createStreaming(parameters(dialect, request))) {
      ChunkReader reader = new ChunkReader(request.model(), words);
      Iterator<ChatCompletionChunk> chunks = answer.stream().iterator();
      while (!Thread.currentThread().isInterrupted() && chunks.hasNext()) {
        reader.read(chunks.next());
      }
      return reader.end();
    } catch (RuntimeException failure) {
      throw ShapedFailures.of(failure);
    }
  }

  /** Lists the models; where a key may not do that, an empty question shows whether it may ask. */
  @Override
  public KeyVerdict check(ProviderAccess access) {
    try {
      client(access).models().list(shortly);
      return new KeyVerdict.Accepted();
    } catch (OpenAIServiceException refused) {
      if (refused.statusCode() != 403 && refused.statusCode() != 404) {
        return KeyVerdict.of(ShapedFailures.of(refused));
      }
      return mayAsk(access);
    } catch (RuntimeException failure) {
      return KeyVerdict.of(ShapedFailures.of(failure));
    }
  }

  private KeyVerdict mayAsk(ProviderAccess access) {
    try {
      RestCall.Answer answer =
          RestCall.to(transport, access, "/chat/completions")
              .header("Authorization", "Bearer " + access.key().reveal())
              .post(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
      return answer.status() == 400 || answer.status() == 422
          ? new KeyVerdict.Accepted()
          : answer.verdict(answer.body().path("error").path("code").asText(""));
    } catch (ModelFailure failure) {
      return KeyVerdict.of(failure);
    }
  }

  @Override
  public List<Listed> list(ProviderAccess access) {
    try {
      return client(access).models().list(shortly).data().stream().map(OpenAiChat::listed).toList();
    } catch (RuntimeException failure) {
      throw ShapedFailures.of(failure);
    }
  }

  private static Listed listed(Model model) {
    return ListedModels.read(
        model.id(),
        model._shutdownDate().asKnown().flatMap(Optional::ofNullable),
        model._additionalProperties());
  }

  private OpenAIClient client(ProviderAccess access) {
    HttpClient http =
        switch (access.trust()) {
          case OPERATORS -> operators;
          case TYPED -> typed;
        };
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(http)
            .apiKey(access.key().reveal())
            .baseUrl(access.baseUrl().toString())
            .maxRetries(0)
            .logLevel(LogLevel.OFF)
            .disableTelemetry(true)
            .streamHandlerExecutor(Runnable::run)
            .build());
  }

  /**
   * The SDK marks these fields as going away; the providers that we can be pointed at need them.
   */
  @SuppressWarnings("deprecation")
  private static ChatCompletionCreateParams parameters(OpenAiDialect dialect, ChatRequest request) {
    ChatCompletionCreateParams.Builder builder =
        ChatCompletionCreateParams.builder().model(request.model());
    if (dialect.namesCompletionTokens()) {
      builder.maxCompletionTokens(request.maxTokens());
    } else {
      builder.maxTokens(request.maxTokens());
    }
    for (ChatMessage message : request.messages()) {
      switch (message.role()) {
        case SYSTEM -> builder.addSystemMessage(message.text());
        case USER -> builder.addUserMessage(message.text());
        case ASSISTANT -> builder.addAssistantMessage(message.text());
      }
    }
    if (dialect.asksForUsage()) {
      builder.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    }
    request.seed().ifPresent(builder::seed);
    request.jsonSchema().ifPresent(schema -> builder.responseFormat(ChatParameters.format(schema)));
    return builder.build();
  }

  private static HttpClient lasting(ProviderTransport transport, ProviderAccess.Trust trust) {
    return new Lasting(new com.openai.client.okhttp.OkHttpClient(transport.of(trust)));
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
      // the transport closes them
    }
  }

  /** The part of an answer's extra fields that a dialect has and the SDK does not name. */
  static Optional<JsonValue> extra(ChatCompletionChunk chunk, String name) {
    return Optional.ofNullable(chunk._additionalProperties().get(name));
  }
}
