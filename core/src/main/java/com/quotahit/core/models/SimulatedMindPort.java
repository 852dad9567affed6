package com.quotahit.core.models;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What thinks inside the sandbox where a provider would run a language model: rules and sentence
 * embeddings, repeatable under a seed. It sees exactly what a provider would see.
 */
public interface SimulatedMindPort {

  /**
   * The whole text of the next assistant message.
   *
   * @param messages instructions and conversation, oldest first
   * @param jsonSchema when present the answer must be one JSON object of this schema
   */
  CompletionStage<String> answer(
      List<ChatMessage> messages, Optional<ChatRequest.JsonSchema> jsonSchema, Optional<Long> seed);
}
