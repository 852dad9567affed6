package com.quotahit.actors.providers.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.LogLevel;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.models.ModelInfo;
import com.anthropic.models.models.ModelListParams;
import com.quotahit.actors.providers.rest.ProviderTransport;
import com.quotahit.core.models.ChatClientPort;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.KeyCheckPort;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.ModelListPort;
import com.quotahit.core.models.ProviderAccess;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Chat with Anthropic, each call with the key it is given. The key goes in the header that every
 * version of the interface knows, and no sampling parameters are sent, so that both versions work.
 */
public final class AnthropicChat implements ChatClientPort, KeyCheckPort, ModelListPort {

  private static final long LISTED_MAX = 1_000;

  private final HttpClient http;
  private final String version;

  /**
   * @param version of the interface, such as {@code 2023-06-01}
   */
  public AnthropicChat(ProviderTransport transport, String version) {
    this.http = new AnthropicHttp(transport.of(ProviderAccess.Trust.OPERATORS));
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
            .httpClient(http)
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
}
