package com.quotahit.core.models;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What we ask of a language model.
 *
 * @param model provider's model id, or {@code "default"} for the installation's choice
 * @param messages oldest first
 * @param jsonSchema when present, the answer is one JSON object of this schema: name and JSON
 *     Schema text
 * @param maxTokens bound on the answer
 * @param timeout for the whole answer
 * @param seed asks for repeatable answers where the provider offers them
 */
public record ChatRequest(
    String model,
    List<ChatMessage> messages,
    Optional<JsonSchema> jsonSchema,
    int maxTokens,
    Duration timeout,
    Optional<Long> seed) {

  public record JsonSchema(String name, String schema) {}

  public ChatRequest {
    messages = List.copyOf(messages);
  }
}
