package com.quotahit.actors.providers.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets the SDK look at its own classes before the first caller waits for that: its first request in
 * a process takes a second or more, nearly all of it reflection. Nothing goes over the network.
 */
final class SdkWarmUp {

  private static final String MESSAGE = "\"role\":\"assistant\",\"content\":\"Yes.\"";
  private static final String HEAD = "{\"id\":\"c\",\"created\":1,\"model\":\"m\",\"object\":";
  private static final String CHUNK =
      HEAD
          + "\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"delta\":{"
          + MESSAGE
          + "}}]}";
  private static final String WHOLE =
      HEAD
          + "\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"logprobs\":null,"
          + "\"message\":{"
          + MESSAGE
          + ",\"refusal\":null}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,"
          + "\"total_tokens\":2}}";

  private SdkWarmUp() {}

  static void inBackground(OpenAiSettings settings) {
    Thread.ofVirtual().name("openai.warm-up").start(() -> run(settings));
  }

  static void run(OpenAiSettings settings) {
    JsonMapper json = ObjectMappers.jsonMapper();
    ChatRequest request =
        new ChatRequest(
            "default",
            List.of(
                new ChatMessage(ChatMessage.Role.SYSTEM, "."),
                new ChatMessage(ChatMessage.Role.USER, "."),
                new ChatMessage(ChatMessage.Role.ASSISTANT, ".")),
            Optional.of(new ChatRequest.JsonSchema("s", "{\"type\":\"object\"}")),
            1,
            Duration.ofSeconds(1),
            Optional.of(1L));
    try {
      json.writeValueAsString(ChatParameters.streamed(request, settings)._body());
      json.readValue(CHUNK, ChatCompletionChunk.class).validate();
      json.readValue(WHOLE, ChatCompletion.class).validate();
    } catch (JsonProcessingException notOurShape) {
      throw new IllegalStateException("the SDK cannot read its own messages", notOurShape);
    }
  }
}
