package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request wants of the mind, read from the provider's JSON. */
record Ask(
    String model,
    List<ChatMessage> messages,
    Optional<ChatRequest.JsonSchema> schema,
    Optional<Long> seed,
    boolean stream,
    boolean usage) {

  /** From {@code POST /chat/completions}. */
  static Ask chat(JsonNode body) {
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw WireError.invalid("Missing required parameter: 'messages'.", "messages");
    }
    List<ChatMessage> read = new ArrayList<>();
    for (JsonNode message : messages) {
      read.add(new ChatMessage(role(message), content(message.path("content"))));
    }
    return new Ask(
        model(body),
        read,
        chatSchema(body.path("response_format")),
        seed(body),
        body.path("stream").asBoolean(false),
        body.path("stream_options").path("include_usage").asBoolean(false));
  }

  /** From {@code POST /responses}. */
  static Ask response(JsonNode body) {
    List<ChatMessage> read = new ArrayList<>();
    if (body.path("instructions").isTextual()) {
      read.add(new ChatMessage(ChatMessage.Role.SYSTEM, body.path("instructions").asText()));
    }
    JsonNode input = body.path("input");
    if (input.isTextual()) {
      read.add(new ChatMessage(ChatMessage.Role.USER, input.asText()));
    } else if (input.isArray()) {
      input.forEach(item -> read.add(new ChatMessage(role(item), content(item.path("content")))));
    } else {
      throw WireError.invalid("Missing required parameter: 'input'.", "input");
    }
    JsonNode format = body.path("text").path("format");
    Optional<ChatRequest.JsonSchema> schema =
        format.path("type").asText().equals("json_schema")
            ? Optional.of(schema(format.path("name").asText("answer"), format.path("schema")))
            : Optional.empty();
    return new Ask(
        model(body), read, schema, seed(body), body.path("stream").asBoolean(false), true);
  }

  int promptTokens() {
    return messages.stream().mapToInt(message -> Words.tokens(message.text()) + 3).sum();
  }

  private static String model(JsonNode body) {
    if (!body.path("model").isTextual()) {
      throw WireError.invalid("you must provide a model parameter", "model");
    }
    return body.path("model").asText();
  }

  private static ChatMessage.Role role(JsonNode message) {
    String role = message.path("role").asText("");
    return switch (role) {
      case "system", "developer" -> ChatMessage.Role.SYSTEM;
      case "user", "tool" -> ChatMessage.Role.USER;
      case "assistant" -> ChatMessage.Role.ASSISTANT;
      default ->
          throw WireError.invalid(
              "Invalid value: '" + role + "'.", "messages[0].role", "invalid_value");
    };
  }

  private static String content(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }

  private static Optional<ChatRequest.JsonSchema> chatSchema(JsonNode format) {
    return switch (format.path("type").asText("text")) {
      case "text" -> Optional.empty();
      case "json_object" ->
          Optional.of(new ChatRequest.JsonSchema("object", "{\"type\":\"object\"}"));
      case "json_schema" -> {
        JsonNode named = format.path("json_schema");
        if (!named.path("name").isTextual()) {
          throw WireError.invalid(
              "Missing required parameter: 'response_format.json_schema.name'.",
              "response_format.json_schema.name",
              "missing_required_parameter");
        }
        yield Optional.of(schema(named.path("name").asText(), named.path("schema")));
      }
      default ->
          throw WireError.invalid(
              "Invalid value for 'response_format.type'.", "response_format.type", "invalid_value");
    };
  }

  private static ChatRequest.JsonSchema schema(String name, JsonNode schema) {
    return new ChatRequest.JsonSchema(name, schema.isObject() ? schema.toString() : "{}");
  }

  private static Optional<Long> seed(JsonNode body) {
    JsonNode seed = body.path("seed");
    return seed.isIntegralNumber() ? Optional.of(seed.asLong()) : Optional.empty();
  }
}
