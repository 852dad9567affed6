package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.models.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The items of one realtime conversation, in order. */
final class RealtimeItems {

  private static final int MOST = 2000;

  /**
   * One message. Its text may still be on its way, while the caller's words are being recognised.
   */
  static final class Item {

    final String id;
    final ChatMessage.Role role;
    final String kind;
    final CompletableFuture<String> text;
    String status;
    @Nullable SpokenText spoken;

    Item(
        String id,
        ChatMessage.Role role,
        String kind,
        CompletableFuture<String> text,
        String status) {
      this.id = id;
      this.role = role;
      this.kind = kind;
      this.text = text;
      this.status = status;
    }

    String said() {
      return spoken == null ? text.getNow("") : spoken.heard();
    }

    ObjectNode wire() {
      ObjectNode item =
          Json.object()
              .put("id", id)
              .put("object", "realtime.item")
              .put("type", "message")
              .put("status", status)
              .put("role", role.name().toLowerCase(Locale.ROOT));
      ObjectNode part = item.putArray("content").addObject().put("type", kind);
      if (kind.endsWith("audio")) {
        part.put("transcript", text.isDone() || spoken != null ? said() : null);
      } else {
        part.put("text", said());
      }
      if (role == ChatMessage.Role.ASSISTANT && status.equals("in_progress")) {
        item.putArray("content");
      }
      return item;
    }
  }

  private final List<Item> items = new ArrayList<>();

  /** Puts an item behind the named one, at the front for {@code root}, else at the end. */
  @Nullable String add(Item item, @Nullable String after) {
    if (items.size() >= MOST) {
      items.removeFirst();
    }
    if (find(item.id).isPresent()) {
      throw WireError.invalid("Item already exists.", "item.id", "item_already_exists");
    }
    int at = items.size();
    if (after != null) {
      at = after.equals("root") ? 0 : items.indexOf(require(after, "previous_item_id")) + 1;
    }
    items.add(at, item);
    return at == 0 ? null : items.get(at - 1).id;
  }

  @Nullable String lastId() {
    return items.isEmpty() ? null : items.getLast().id;
  }

  Item require(String id, String param) {
    return find(id)
        .orElseThrow(() ->
            WireError.invalid("Item with id '" + id + "' not found.", param, "item_not_found"));
  }

  void delete(String id) {
    items.remove(require(id, "item_id"));
  }

  private Optional<Item> find(String id) {
    return items.stream().filter(item -> item.id.equals(id)).findFirst();
  }

  /** Done when every word said so far is known. */
  CompletableFuture<Void> settled() {
    return CompletableFuture.allOf(
        items.stream()
            .filter(item -> item.role == ChatMessage.Role.USER)
            .map(item -> item.text)
            .toArray(CompletableFuture<?>[]::new));
  }

  List<ChatMessage> messages() {
    return items.stream()
        .filter(item -> !item.said().isBlank())
        .map(item -> new ChatMessage(item.role, item.said()))
        .toList();
  }

  /** A message that a client writes into the conversation. */
  static Item written(JsonNode item, String freshId) {
    String type = item.path("type").asText("");
    if (!type.equals("message")) {
      throw WireError.invalid(
          "Unsupported item type: '" + type + "'.", "item.type", "invalid_value");
    }
    ChatMessage.Role role =
        switch (item.path("role").asText("")) {
          case "system" -> ChatMessage.Role.SYSTEM;
          case "user" -> ChatMessage.Role.USER;
          case "assistant" -> ChatMessage.Role.ASSISTANT;
          default -> throw WireError.invalid("Invalid role.", "item.role", "invalid_value");
        };
    String kind = role == ChatMessage.Role.ASSISTANT ? "output_text" : "input_text";
    StringBuilder text = new StringBuilder();
    for (JsonNode part : item.path("content")) {
      if (!part.path("type").asText().equals(kind) || !part.path("text").isTextual()) {
        throw WireError.invalid(
            "Invalid value: '"
                + part.path("type").asText()
                + "'. Supported values are: '"
                + kind
                + "'.",
            "item.content[0].type",
            "invalid_value");
      }
      text.append(part.path("text").asText());
    }
    return new Item(
        item.path("id").asText(freshId),
        role,
        kind,
        CompletableFuture.completedFuture(text.toString()),
        "completed");
  }
}
