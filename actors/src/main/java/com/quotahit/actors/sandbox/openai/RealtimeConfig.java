package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * The session object of a realtime conversation in the GA shape. An update that names a field of
 * the beta, or none of the provider's, is refused whole.
 */
final class RealtimeConfig {

  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "session",
          Set.of(
              "type",
              "model",
              "instructions",
              "output_modalities",
              "audio",
              "tools",
              "tool_choice",
              "parallel_tool_calls",
              "max_output_tokens",
              "truncation",
              "include",
              "prompt",
              "tracing",
              "reasoning"),
          "session.audio",
          Set.of("input", "output"),
          "session.audio.input",
          Set.of("format", "noise_reduction", "transcription", "turn_detection"),
          "session.audio.output",
          Set.of("format", "voice", "speed"),
          "session.audio.input.transcription",
          Set.of("model", "language", "languages", "keywords", "prompt", "delay"),
          "session.audio.input.turn_detection",
          Set.of(
              "type",
              "threshold",
              "prefix_padding_ms",
              "silence_duration_ms",
              "idle_timeout_ms",
              "create_response",
              "interrupt_response",
              "eagerness"));
  private static final Set<String> FORMATS = Set.of("audio/pcm", "audio/pcmu", "audio/pcma");

  private final ObjectNode session;

  RealtimeConfig(String id, String model, long expiresAtS) {
    session =
        Json.object()
            .put("type", "realtime")
            .put("object", "realtime.session")
            .put("id", id)
            .put("model", model)
            .put("instructions", "")
            .put("tool_choice", "auto")
            .put("max_output_tokens", "inf")
            .put("truncation", "auto")
            .put("expires_at", expiresAtS);
    session.putArray("output_modalities").add("audio");
    session.putArray("tools");
    ObjectNode audio = session.putObject("audio");
    ObjectNode input = audio.putObject("input");
    input.putObject("format").put("type", "audio/pcm").put("rate", 24_000);
    input.putNull("transcription").putNull("noise_reduction");
    turnDetection(input.putObject("turn_detection"), "server_vad");
    ObjectNode output = audio.putObject("output").put("voice", "alloy").put("speed", 1.0);
    output.putObject("format").put("type", "audio/pcm").put("rate", 24_000);
  }

  ObjectNode session() {
    return session.deepCopy();
  }

  void update(JsonNode change, boolean spoke) {
    if (!change.path("type").isTextual()) {
      throw WireError.invalid(
          "Missing required parameter: 'session.type'.",
          "session.type",
          "missing_required_parameter");
    }
    if (!change.path("type").asText().equals("realtime")) {
      throw WireError.invalid(
          "Passing a transcription session to a realtime session is not allowed.",
          "session.type",
          "invalid_value");
    }
    check("session", change);
    checkValues(change, spoke);
    merge(session, change);
    JsonNode detection = session.at("/audio/input/turn_detection");
    if (detection instanceof ObjectNode object) {
      turnDetection(object, object.path("type").asText("server_vad"));
    }
  }

  private void checkValues(JsonNode change, boolean spoke) {
    JsonNode model = change.path("model");
    if (model.isTextual() && !model.equals(session.path("model"))) {
      throw WireError.invalid("Model cannot be changed.", "session.model", "invalid_value");
    }
    JsonNode voice = change.at("/audio/output/voice");
    if (spoke && !voice.isMissingNode() && !voice.equals(session.at("/audio/output/voice"))) {
      throw WireError.invalid(
          "Cannot update a conversation's voice if assistant audio is present.",
          "session.audio.output.voice",
          "cannot_update_voice");
    }
    for (String side : new String[] {"input", "output"}) {
      JsonNode format = change.path("audio").path(side).path("format");
      String path = "session.audio." + side + ".format";
      if (!format.isMissingNode() && !FORMATS.contains(format.path("type").asText())) {
        throw WireError.invalid("Invalid value.", path + ".type", "invalid_value");
      }
      if (format.path("type").asText().equals("audio/pcm")
          && format.path("rate").asInt() != 24_000) {
        throw WireError.invalid("Expected a rate of 24000.", path + ".rate", "invalid_value");
      }
    }
    JsonNode modalities = change.path("output_modalities");
    if (!modalities.isMissingNode()
        && (modalities.size() != 1
            || !Set.of("audio", "text").contains(modalities.path(0).asText()))) {
      throw WireError.invalid("Invalid modalities.", "session.output_modalities", "invalid_value");
    }
    String detection = change.at("/audio/input/turn_detection/type").asText("server_vad");
    if (!Set.of("server_vad", "semantic_vad").contains(detection)) {
      throw WireError.invalid(
          "Invalid value: '" + detection + "'.",
          "session.audio.input.turn_detection.type",
          "invalid_value");
    }
  }

  private static void check(String path, JsonNode change) {
    Set<String> known = KNOWN.get(path);
    if (known == null || !change.isObject()) {
      return;
    }
    change
        .properties()
        .forEach(field -> {
          String inner = path + "." + field.getKey();
          if (!known.contains(field.getKey())) {
            throw WireError.invalid(
                "Unknown parameter: '" + inner + "'.", inner, "unknown_parameter");
          }
          check(inner, field.getValue());
        });
  }

  /** Objects merge, all else replaces; null clears. A detection of another type starts afresh. */
  private static void merge(ObjectNode into, JsonNode change) {
    change
        .properties()
        .forEach(field -> {
          JsonNode old = into.path(field.getKey());
          JsonNode value = field.getValue();
          boolean same = old.path("type").equals(value.path("type")) || !value.has("type");
          if (old instanceof ObjectNode object && value.isObject() && same) {
            merge(object, value);
          } else {
            into.set(field.getKey(), value.deepCopy());
          }
        });
  }

  private static void turnDetection(ObjectNode node, String type) {
    absent(node, "type", type);
    if (type.equals("server_vad")) {
      if (!node.has("threshold")) {
        node.put("threshold", 0.5);
      }
      absent(node, "prefix_padding_ms", 300);
      absent(node, "silence_duration_ms", 500);
      if (!node.has("idle_timeout_ms")) {
        node.putNull("idle_timeout_ms");
      }
    } else {
      absent(node, "eagerness", "auto");
    }
    if (!node.has("create_response")) {
      node.put("create_response", true);
    }
    if (!node.has("interrupt_response")) {
      node.put("interrupt_response", true);
    }
  }

  private static void absent(ObjectNode node, String key, String value) {
    if (!node.has(key)) {
      node.put(key, value);
    }
  }

  private static void absent(ObjectNode node, String key, int value) {
    if (!node.has(key)) {
      node.put(key, value);
    }
  }

  String instructions() {
    return session.path("instructions").asText();
  }

  boolean speaks() {
    return session.at("/output_modalities/0").asText().equals("audio");
  }

  boolean detectsTurns() {
    return session.at("/audio/input/turn_detection").isObject();
  }

  boolean semantic() {
    return detection("type").asText().equals("semantic_vad");
  }

  float threshold() {
    return (float) detection("threshold").asDouble(0.5);
  }

  int prefixMs() {
    return semantic() ? 300 : detection("prefix_padding_ms").asInt(300);
  }

  /** How long silence may last before the turn is over whatever was said. */
  int silenceMs() {
    if (!semantic()) {
      return detection("silence_duration_ms").asInt(500);
    }
    return switch (detection("eagerness").asText("auto")) {
      case "low" -> 8000;
      case "high" -> 2000;
      default -> 4000;
    };
  }

  boolean createsResponse() {
    return detection("create_response").asBoolean(true);
  }

  boolean interruptsResponse() {
    return detection("interrupt_response").asBoolean(true);
  }

  boolean transcribes() {
    return session.at("/audio/input/transcription").isObject();
  }

  /** Whether writing down is counted in time, as it was before there were tokens for it. */
  boolean transcribesByTheSecond() {
    return session.at("/audio/input/transcription/model").asText().startsWith("whisper");
  }

  String inputFormat() {
    return session.at("/audio/input/format/type").asText("audio/pcm");
  }

  String outputFormat() {
    return session.at("/audio/output/format/type").asText("audio/pcm");
  }

  String voice() {
    JsonNode voice = session.at("/audio/output/voice");
    return voice.isObject() ? voice.path("id").asText() : voice.asText();
  }

  double speed() {
    return session.at("/audio/output/speed").asDouble(1.0);
  }

  private JsonNode detection(String field) {
    return session.at("/audio/input/turn_detection").path(field);
  }
}
