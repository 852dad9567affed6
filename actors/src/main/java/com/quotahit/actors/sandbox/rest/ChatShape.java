package com.quotahit.actors.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.actors.sandbox.openai.Json;
import com.quotahit.actors.sandbox.openai.Words;
import com.quotahit.core.models.ChatMessage;
import java.util.ArrayList;
import java.util.List;

/** Reading of requests that have OpenAI's shape. */
public final class ChatShape {

  private ChatShape() {}

  public static List<ChatMessage> messages(JsonNode body) {
    List<ChatMessage> read = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      read.add(
          new ChatMessage(
              switch (message.path("role").asText()) {
                case "system", "developer" -> ChatMessage.Role.SYSTEM;
                case "assistant" -> ChatMessage.Role.ASSISTANT;
                default -> ChatMessage.Role.USER;
              },
              message.path("content").asText("")));
    }
    return read;
  }

  public static int tokensIn(JsonNode body) {
    return messages(body).stream().mapToInt(message -> Words.tokens(message.text()) + 3).sum();
  }

  /** What an answer took, in tokens. */
  public static ObjectNode usage(ObjectNode answer, JsonNode body, String said) {
    int in = tokensIn(body);
    int out = Words.tokens(said);
    return answer
        .putObject("usage")
        .put("prompt_tokens", in)
        .put("completion_tokens", out)
        .put("total_tokens", in + out);
  }

  /** The beginning of one piece of a streamed answer. */
  public static ObjectNode chunk(JsonNode body, String id) {
    return Json.object()
        .put("id", id)
        .put("model", body.path("model").asText())
        .put("object", "chat.completion.chunk")
        .put("created", 1_767_225_600L);
  }

  public static String event(ObjectNode data) {
    return "data: " + data + "\n\n";
  }
}
