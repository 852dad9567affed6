package com.quotahit.actors.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
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
}
