package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Server events on their way out, each with its own id. */
final class RealtimeOutlet {

  private final Consumer<String> socket;
  private final SandboxIds ids;

  RealtimeOutlet(Consumer<String> socket, SandboxIds ids) {
    this.socket = socket;
    this.ids = ids;
  }

  ObjectNode event(String type) {
    return Json.object().put("type", type).put("event_id", ids.next("event"));
  }

  void send(ObjectNode event) {
    socket.accept(Json.text(event));
  }

  void error(WireError error, @Nullable String clientEvent) {
    ObjectNode event = event("error");
    event.set("error", error.error().put("event_id", clientEvent));
    send(event);
  }

  /** Built without a tree: nearly all bytes that a session sends go through here. */
  void audio(String responseId, String itemId, byte[] sound) {
    socket.accept(
        "{\"type\":\"response.output_audio.delta\",\"event_id\":\""
            + ids.next("event")
            + "\",\"response_id\":\""
            + responseId
            + "\",\"item_id\":\""
            + itemId
            + "\",\"output_index\":0,\"content_index\":0,\"delta\":\""
            + Base64.getEncoder().encodeToString(sound)
            + "\"}");
  }
}
