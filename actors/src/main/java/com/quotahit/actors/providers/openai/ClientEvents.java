package com.quotahit.actors.providers.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.voice.EngineBrief;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** What the engine says to the provider, in the GA shape of the realtime protocol. */
final class ClientEvents {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] APPEND_HEAD =
      "{\"type\":\"input_audio_buffer.append\",\"audio\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] APPEND_TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

  private byte[] scratch = new byte[0];

  /** Bytes that {@link #append} will write for so much sound. */
  static int appendBytes(int pcmBytes) {
    return APPEND_HEAD.length + (pcmBytes + 2) / 3 * 4 + APPEND_TAIL.length;
  }

  /** Sound is most of what is sent, so its event is written without a tree and without a string. */
  void append(byte[] pcm, ByteBuf into) {
    int coded = (pcm.length + 2) / 3 * 4;
    if (scratch.length < coded) {
      scratch = new byte[coded];
    }
    Base64.getEncoder().encode(pcm, scratch);
    into.writeBytes(APPEND_HEAD).writeBytes(scratch, 0, coded).writeBytes(APPEND_TAIL);
  }

  /** Everything the provider must know of a call; who answers when stays with us. */
  static ByteBuf session(EngineBrief brief, OpenAiSettings settings) {
    ObjectNode event = event("session.update");
    ObjectNode session =
        event
            .putObject("session")
            .put("type", "realtime")
            .put("instructions", brief.instructions());
    session.putArray("output_modalities").add("audio");
    ObjectNode input = session.putObject("audio").putObject("input");
    input.putObject("format").put("type", "audio/pcm").put("rate", 24_000);
    transcription(input.putObject("transcription"), brief, settings.transcriptionModel());
    turnDetection(input.putObject("turn_detection"), brief, settings.realtime());
    ObjectNode output =
        session
            .withObject("/audio")
            .putObject("output")
            .put("voice", settings.voice(brief.voice()))
            .put("speed", Math.clamp(brief.speed(), 0.25, 1.5));
    output.putObject("format").put("type", "audio/pcm").put("rate", 24_000);
    return wire(event);
  }

  private static void transcription(ObjectNode node, EngineBrief brief, String model) {
    node.put("model", model);
    String language = Locale.forLanguageTag(brief.language()).getLanguage();
    if (!language.isEmpty()) {
      if (model.startsWith("gpt-live-transcribe") || model.startsWith("gpt-transcribe")) {
        node.putArray("languages").add(language);
      } else {
        node.put("language", language);
      }
    }
  }

  private static void turnDetection(
      ObjectNode node, EngineBrief brief, OpenAiSettings.Realtime settings) {
    if (brief.semanticTurns()) {
      node.put("type", "semantic_vad").put("eagerness", settings.eagerness());
    } else {
      node.put("type", "server_vad")
          .put("threshold", 0.5)
          .put("prefix_padding_ms", TurnPositions.PREFIX_MS)
          .put("silence_duration_ms", settings.silence().toMillis());
    }
    node.put("create_response", false).put("interrupt_response", false);
  }

  static ByteBuf message(RealtimeHistory.Entry said) {
    ObjectNode event = event("conversation.item.create");
    ObjectNode item =
        event
            .putObject("item")
            .put("id", said.itemId())
            .put("type", "message")
            .put("role", said.byCaller() ? "user" : "assistant");
    item.putArray("content")
        .addObject()
        .put("type", said.byCaller() ? "input_text" : "output_text")
        .put("text", said.text());
    return wire(event);
  }

  static ByteBuf forget(String itemId) {
    return wire(event("conversation.item.delete").put("item_id", itemId));
  }

  static ByteBuf truncate(String itemId, long heardMs) {
    return wire(
        event("conversation.item.truncate")
            .put("item_id", itemId)
            .put("content_index", 0)
            .put("audio_end_ms", heardMs));
  }

  /**
   * A response's own instructions replace the session's, so guidance comes behind a copy of them.
   */
  static ByteBuf respond(EngineBrief brief, String guidance) {
    ObjectNode event = event("response.create");
    if (!guidance.isBlank()) {
      event.putObject("response").put("instructions", brief.instructions() + "\n\n" + guidance);
    }
    return wire(event);
  }

  static ByteBuf cancel(String replyId) {
    return wire(event("response.cancel").put("response_id", replyId));
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static ByteBuf wire(ObjectNode event) {
    try {
      return Unpooled.wrappedBuffer(JSON.writeValueAsBytes(event));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
