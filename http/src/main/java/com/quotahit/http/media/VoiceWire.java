package com.quotahit.http.media;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.quotahit.core.voice.ClientWord;
import com.quotahit.core.voice.FinishedTurn;
import com.quotahit.core.voice.ServerWord;
import com.quotahit.core.voice.TurnTimes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The words of a voice socket as JSON, read and written in place. Unknown fields are ignored. */
public final class VoiceWire {

  private static final int FIELD_CHARS_MAX = 8_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(FIELD_CHARS_MAX)
                  .maxNumberLength(20)
                  .maxNameLength(64)
                  .build())
          .build();

  private VoiceWire() {}

  /** Not a message of the protocol; {@code detail} is for the client's author. */
  public static final class Malformed extends Exception {
    Malformed(String detail) {
      super(detail);
    }
  }

  public static ClientWord read(ByteBuf json) throws Malformed {
    Map<String, Object> fields = fields(json);
    Object type = fields.get("type");
    return switch (type instanceof String text ? text : "") {
      case "playback.position" ->
          new ClientWord.PlaybackPosition(text(fields, "reply"), (int) number(fields, "ms"));
      case "mute" -> new ClientWord.Mute(flag(fields, "on"));
      case "text" -> new ClientWord.Text(sentence(fields));
      case "end" -> new ClientWord.End();
      case "resume" ->
          new ClientWord.Resume(
              text(fields, "token"),
              fields.containsKey("lastSequence") ? number(fields, "lastSequence") : -1);
      case "" -> throw new Malformed("a message needs a type");
      default -> throw new Malformed("this type of message is not known here");
    };
  }

  private static Map<String, Object> fields(ByteBuf json) throws Malformed {
    try (JsonParser in = JSON.createParser((java.io.InputStream) new ByteBufInputStream(json))) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new Malformed("a message is a JSON object");
      }
      Map<String, Object> fields = new HashMap<>();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        switch (in.nextToken()) {
          case VALUE_STRING -> fields.put(name, in.getText());
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fields.put(name, in.getDoubleValue());
          case VALUE_TRUE -> fields.put(name, Boolean.TRUE);
          case VALUE_FALSE -> fields.put(name, Boolean.FALSE);
          case null, default -> in.skipChildren();
        }
        if (fields.size() > 16) {
          throw new Malformed("a message has at most 16 fields");
        }
      }
      if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
        throw new Malformed("a message is one JSON object");
      }
      return fields;
    } catch (IOException broken) {
      throw new Malformed("this is not JSON as the protocol has it");
    }
  }

  private static String text(Map<String, Object> fields, String name) throws Malformed {
    if (fields.get(name) instanceof String value && value.length() <= 200) {
      return value;
    }
    throw new Malformed(name + " must be a short text");
  }

  private static String sentence(Map<String, Object> fields) throws Malformed {
    if (fields.get("text") instanceof String value && !value.isBlank() && value.length() <= 4_000) {
      return value.strip();
    }
    throw new Malformed("text must hold 1 to 4000 characters");
  }

  private static long number(Map<String, Object> fields, String name) throws Malformed {
    if (fields.get(name) instanceof Double value && value >= 0 && value <= 0xffff_ffffL) {
      return value.longValue();
    }
    throw new Malformed(name + " must be a number from 0 to 4294967295");
  }

  private static boolean flag(Map<String, Object> fields, String name) throws Malformed {
    if (fields.get(name) instanceof Boolean value) {
      return value;
    }
    throw new Malformed(name + " must be true or false");
  }

  /** Appends the word to {@code out}. */
  public static void write(ServerWord word, ByteBuf out) {
    try (JsonGenerator json = JSON.createGenerator((OutputStream) new ByteBufOutputStream(out))) {
      json.writeStartObject();
      switch (word) {
        case ServerWord.SessionReady(String token, String engine, boolean simulated) -> {
          json.writeStringField("type", "session.ready");
          json.writeStringField("resumeToken", token);
          json.writeStringField("engine", engine);
          json.writeBooleanField("simulated", simulated);
        }
        case ServerWord.SessionResumed(long last) -> {
          json.writeStringField("type", "session.resumed");
          json.writeNumberField("lastSequence", Math.max(0, last));
        }
        case ServerWord.SpeechStarted _ -> json.writeStringField("type", "speech.started");
        case ServerWord.SpeechStopped _ -> json.writeStringField("type", "speech.stopped");
        case ServerWord.ReplyStarted(String reply, String turn) -> {
          json.writeStringField("type", "reply.started");
          json.writeStringField("reply", reply);
          json.writeStringField("turn", turn);
        }
        case ServerWord.TranscriptPartial(String turn, FinishedTurn.Speaker by, String text) -> {
          json.writeStringField("type", "transcript.partial");
          json.writeStringField("turn", turn);
          json.writeStringField("speaker", by.wire());
          json.writeStringField("text", text);
        }
        case ServerWord.TranscriptFinal(FinishedTurn turn) -> {
          json.writeStringField("type", "transcript.final");
          json.writeStringField("turn", turn.id());
          json.writeStringField("speaker", turn.speaker().wire());
          json.writeStringField("text", turn.text());
          json.writeNumberField("startMs", turn.startMs());
          json.writeNumberField("endMs", turn.endMs());
          json.writeBooleanField("interrupted", turn.interrupted());
        }
        case ServerWord.TurnKept(String turn) -> {
          json.writeStringField("type", "turn.kept");
          json.writeStringField("turn", turn);
        }
        case ServerWord.PlaybackClear(String reply, int heardMs) -> {
          json.writeStringField("type", "playback.clear");
          json.writeStringField("reply", reply);
          json.writeNumberField("heardMs", heardMs);
        }
        case ServerWord.ReplyDone(String reply) -> {
          json.writeStringField("type", "reply.done");
          json.writeStringField("reply", reply);
        }
        case ServerWord.CoachHint(String text, long atMs) -> {
          json.writeStringField("type", "coach.hint");
          json.writeStringField("text", text);
          json.writeNumberField("atMs", atMs);
        }
        case ServerWord.TurnMetrics(TurnTimes times) -> writeTimes(json, times);
        case ServerWord.SessionEnded(com.quotahit.core.voice.EndReason reason) -> {
          json.writeStringField("type", "session.ended");
          json.writeStringField("reason", reason.wire());
        }
        case ServerWord.Problem(String code, String detail) -> {
          json.writeStringField("type", "problem");
          json.writeStringField("code", code);
          json.writeStringField("detail", detail);
        }
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void writeTimes(JsonGenerator json, TurnTimes times) throws IOException {
    json.writeStringField("type", "turn.metrics");
    json.writeStringField("turn", times.turn());
    writeMs(json, "e2eMs", times.e2eMs());
    writeMs(json, "transcriptionMs", times.transcriptionMs());
    writeMs(json, "endOfTurnMs", times.endOfTurnMs());
    writeMs(json, "modelMs", times.modelMs());
    writeMs(json, "synthesisMs", times.synthesisMs());
  }

  private static void writeMs(JsonGenerator json, String name, long ms) throws IOException {
    if (ms < 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, ms);
    }
  }
}
