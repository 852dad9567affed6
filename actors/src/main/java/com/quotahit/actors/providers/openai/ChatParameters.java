package com.quotahit.actors.providers.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.ModelFailure;
import java.util.HashSet;
import java.util.Set;

/** Our request in the SDK's words. */
final class ChatParameters {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ChatParameters() {}

  static ChatCompletionCreateParams streamed(ChatRequest request, OpenAiSettings settings) {
    return common(request, settings)
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .build();
  }

  static ChatCompletionCreateParams whole(ChatRequest request, OpenAiSettings settings) {
    return common(request, settings).build();
  }

  /**
   * The SDK marks the seed as going away; the providers that we can be pointed at still take it.
   */
  @SuppressWarnings("deprecation")
  private static ChatCompletionCreateParams.Builder common(
      ChatRequest request, OpenAiSettings settings) {
    ChatCompletionCreateParams.Builder builder =
        ChatCompletionCreateParams.builder()
            .model(request.model().equals("default") ? settings.chatModel() : request.model())
            .maxCompletionTokens(request.maxTokens());
    for (ChatMessage message : request.messages()) {
      switch (message.role()) {
        case SYSTEM -> builder.addSystemMessage(message.text());
        case USER -> builder.addUserMessage(message.text());
        case ASSISTANT -> builder.addAssistantMessage(message.text());
      }
    }
    request.seed().ifPresent(builder::seed);
    request.jsonSchema().ifPresent(schema -> builder.responseFormat(format(schema)));
    settings
        .reasoningEffort()
        .ifPresent(effort -> builder.reasoningEffort(ReasoningEffort.of(effort)));
    return builder;
  }

  static ResponseFormatJsonSchema format(ChatRequest.JsonSchema schema) {
    JsonNode tree = parsed(schema);
    ResponseFormatJsonSchema.JsonSchema.Schema.Builder body =
        ResponseFormatJsonSchema.JsonSchema.Schema.builder();
    tree.properties()
        .forEach(entry ->
            body.putAdditionalProperty(entry.getKey(), JsonValue.fromJsonNode(entry.getValue())));
    return ResponseFormatJsonSchema.builder()
        .jsonSchema(
            ResponseFormatJsonSchema.JsonSchema.builder()
                .name(schema.name())
                .schema(body.build())
                .strict(strict(tree))
                .build())
        .build();
  }

  private static JsonNode parsed(ChatRequest.JsonSchema schema) {
    try {
      return JSON.readTree(schema.schema());
    } catch (JsonProcessingException notJson) {
      throw new ModelFailure(
          ModelFailure.Kind.PERMANENT, "JSON Schema '" + schema.name() + "' is not JSON");
    }
  }

  /**
   * The provider refuses strict mode unless every object is closed and names all of its properties.
   */
  private static boolean strict(JsonNode schema) {
    if (schema.has("properties")) {
      Set<String> required = new HashSet<>();
      schema.path("required").forEach(name -> required.add(name.asText()));
      Set<String> named = new HashSet<>();
      schema.path("properties").fieldNames().forEachRemaining(named::add);
      if (!required.equals(named)
          || !schema.path("additionalProperties").isBoolean()
          || schema.path("additionalProperties").asBoolean()) {
        return false;
      }
    }
    for (JsonNode part : schema) {
      if (part.isContainerNode() && !strict(part)) {
        return false;
      }
    }
    return true;
  }
}
