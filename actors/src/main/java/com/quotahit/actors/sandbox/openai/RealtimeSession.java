package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.voice.SpeechUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** One realtime socket of the stand-in: client events in, server events out, one at a time. */
final class RealtimeSession extends AbstractBehavior<RealtimeSession.Message> {

  sealed interface Message {}

  record Arrived(String text) implements Message {}

  /** Work that finished elsewhere, to be taken up here. */
  record Later(Runnable work) implements Message {}

  record LimitReached() implements Message {}

  /** The client has left. */
  record Gone() implements Message {}

  /** A fault asked for from outside: an error event with this code. */
  record Fail(String code) implements Message {}

  /** A fault asked for from outside: the socket is closed without a word. */
  record Cut() implements Message {}

  /** Where events go and how the socket is closed. */
  record Socket(Consumer<String> send, Runnable close, Runnable cut) {}

  private final Socket socket;
  private final SandboxIds ids;
  private final SandboxFaculties faculties;
  private final OpenAiSandboxSettings settings;
  private final RealtimeOutlet outlet;
  private final RealtimeConfig config;
  private final RealtimeItems items = new RealtimeItems();
  private final RealtimeInput input;
  private @Nullable RealtimeReply reply;
  private boolean spoke;

  static Behavior<Message> create(
      String model,
      Socket socket,
      SandboxIds ids,
      SandboxFaculties faculties,
      OpenAiSandboxSettings settings,
      InstantSource clock) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers ->
            new RealtimeSession(context, timers, model, socket, ids, faculties, settings, clock)));
  }

  private RealtimeSession(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      String model,
      Socket socket,
      SandboxIds ids,
      SandboxFaculties faculties,
      OpenAiSandboxSettings settings,
      InstantSource clock) {
    super(context);
    this.socket = socket;
    this.ids = ids;
    this.faculties = faculties;
    this.settings = settings;
    this.outlet = new RealtimeOutlet(socket.send(), ids);
    this.config =
        new RealtimeConfig(
            ids.next("sess"), model, clock.millis() / 1000 + settings.sessionLimit().toSeconds());
    this.input =
        new RealtimeInput(
            ids,
            outlet,
            items,
            config,
            faculties,
            settings,
            this::later,
            this::speechBegan,
            this::turnTaken);
    timers.startSingleTimer(new LimitReached(), settings.sessionLimit());
    ObjectNode created = outlet.event("session.created");
    created.set("session", config.session());
    outlet.send(created);
  }

  private void later(Runnable work) {
    getContext().getSelf().tell(new Later(work));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Arrived.class, this::arrived)
        .onMessage(
            Later.class,
            done -> {
              guarded(null, done.work());
              return this;
            })
        .onMessage(LimitReached.class, _ -> limitReached())
        .onMessage(
            Fail.class,
            fail -> {
              outlet.error(
                  new WireError(500, "server_error", "As asked.", null, fail.code()), null);
              return this;
            })
        .onMessage(
            Cut.class,
            _ -> {
              socket.cut().run();
              return ended();
            })
        .onMessage(Gone.class, _ -> ended())
        .build();
  }

  private Behavior<Message> limitReached() {
    outlet.error(
        WireError.invalid("Your session hit the maximum duration.", null, "session_expired"), null);
    socket.close().run();
    return ended();
  }

  private Behavior<Message> ended() {
    if (reply != null) {
      reply.abandon();
    }
    input.close();
    return Behaviors.stopped();
  }

  private Behavior<Message> arrived(Arrived message) {
    try {
      ObjectNode event = Json.parseObject(message.text());
      JsonNode id = event.path("event_id");
      guarded(id.isTextual() ? id.asText() : null, () -> take(event));
    } catch (WireError notJson) {
      outlet.error(notJson, null);
    }
    return this;
  }

  /** Whatever fails becomes an error event; the session goes on, as the provider's does. */
  private void guarded(@Nullable String clientEvent, Runnable work) {
    try {
      work.run();
    } catch (WireError error) {
      outlet.error(error, clientEvent);
    } catch (SpeechUnavailable unavailable) {
      outlet.error(WireError.noSpeech(), clientEvent);
    }
  }

  private void take(ObjectNode event) {
    String type = event.path("type").asText("");
    switch (type) {
      case "session.update" -> update(event.path("session"));
      case "input_audio_buffer.append" -> input.append(event.path("audio").asText(""));
      case "input_audio_buffer.commit" -> input.commit();
      case "input_audio_buffer.clear" -> input.clear();
      case "conversation.item.create" -> createItem(event);
      case "conversation.item.retrieve" -> retrieve(event.path("item_id").asText(""));
      case "conversation.item.delete" -> delete(event.path("item_id").asText(""));
      case "conversation.item.truncate" -> truncate(event);
      case "response.create" -> respond(event.path("response"));
      case "response.cancel" -> cancel(event.path("response_id").asText(""));
      default -> throw WireError.invalid("Invalid value: '" + type + "'.", "type", "invalid_value");
    }
  }

  private void update(JsonNode change) {
    config.update(change, spoke);
    input.configured();
    ObjectNode updated = outlet.event("session.updated");
    updated.set("session", config.session());
    outlet.send(updated);
  }

  private void createItem(JsonNode event) {
    RealtimeItems.Item item = RealtimeItems.written(event.path("item"), ids.next("item"));
    JsonNode after = event.path("previous_item_id");
    String before = items.add(item, after.isTextual() ? after.asText() : null);
    for (String type : List.of("conversation.item.added", "conversation.item.done")) {
      ObjectNode added = outlet.event(type).put("previous_item_id", before);
      added.set("item", item.wire());
      outlet.send(added);
    }
  }

  private void retrieve(String id) {
    ObjectNode event = outlet.event("conversation.item.retrieved");
    event.set("item", items.require(id, "item_id").wire());
    outlet.send(event);
  }

  private void delete(String id) {
    items.delete(id);
    outlet.send(outlet.event("conversation.item.deleted").put("item_id", id));
  }

  private void truncate(JsonNode event) {
    RealtimeItems.Item item = items.require(event.path("item_id").asText(""), "item_id");
    if (item.spoken == null) {
      throw WireError.invalid(
          "Only model output audio messages can be truncated", "item_id", "invalid_value");
    }
    long at = event.path("audio_end_ms").asLong(-1);
    if (at < 0 || !event.path("content_index").isIntegralNumber()) {
      throw WireError.invalid("Invalid value.", "audio_end_ms", "invalid_value");
    }
    item.spoken.cut(at);
    outlet.send(
        outlet
            .event("conversation.item.truncated")
            .put("item_id", item.id)
            .put("content_index", 0)
            .put("audio_end_ms", at));
  }

  private void respond(JsonNode options) {
    if (reply != null) {
      throw WireError.invalid(
          "Conversation already has an active response in progress: " + reply.id(),
          null,
          "conversation_already_has_active_response");
    }
    List<ChatMessage> before = new ArrayList<>();
    before.add(new ChatMessage(ChatMessage.Role.SYSTEM, config.instructions()));
    Optional.ofNullable(options.path("instructions").textValue())
        .ifPresent(own -> guide(before, own));
    boolean speaks =
        options
            .path("output_modalities")
            .path(0)
            .asText(config.speaks() ? "audio" : "text")
            .equals("audio");
    boolean remembered = !options.path("conversation").asText("auto").equals("none");
    RealtimeReply next =
        new RealtimeReply(
            ids,
            outlet,
            items,
            config,
            faculties,
            settings,
            new RealtimeReply.Wish(before, speaks, remembered, options.get("metadata")),
            this::later,
            this::replyOver);
    reply = next;
    next.start();
  }

  /** A response's own instructions replace the session's; what they add to them comes last. */
  private void guide(List<ChatMessage> before, String own) {
    String usual = config.instructions();
    if (own.startsWith(usual) && !usual.isEmpty()) {
      before.add(new ChatMessage(ChatMessage.Role.SYSTEM, own.substring(usual.length()).strip()));
    } else {
      before.set(0, new ChatMessage(ChatMessage.Role.SYSTEM, own));
    }
  }

  private void cancel(String responseId) {
    if (reply == null || !responseId.isEmpty() && !responseId.equals(reply.id())) {
      throw WireError.invalid(
          "Cancellation failed: no active response found", null, "response_cancel_not_active");
    }
    reply.cancel("client_cancelled");
  }

  private void replyOver() {
    if (reply != null) {
      spoke |= reply.spoke();
      reply = null;
    }
  }

  private void speechBegan() {
    if (reply != null && config.interruptsResponse()) {
      reply.cancel("turn_detected");
    }
  }

  private void turnTaken() {
    if (config.createsResponse() && reply == null) {
      respond(Json.object());
    }
  }
}
