package com.quotahit.actors.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.TokenUse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads server events. Sound is nearly all that arrives, so its event is read by looking for its
 * few fields in the bytes as they came; whatever looks unusual there, and every other event, is
 * read as a tree.
 */
final class ServerEventReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] AUDIO = ascii("\"type\":\"response.output_audio.delta\"");
  private static final byte[] RESPONSE_ID = ascii("\"response_id\":\"");
  private static final byte[] ITEM_ID = ascii("\"item_id\":\"");
  private static final byte[] DELTA = ascii("\"delta\":\"");
  private static final int HEAD = 512;
  private static final int ID_MOST = 128;

  private byte[] bytes = new byte[16_384];
  private String lastReply = "";
  private String lastItem = "";

  /**
   * One event; reads through the buffer without consuming it. Not for use by two threads at once.
   */
  ServerEvent read(ByteBuf text) {
    int length = text.readableBytes();
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, bytes.length * 2)];
    }
    text.getBytes(text.readerIndex(), bytes, 0, length);
    if (find(AUDIO, 0, Math.min(length, HEAD)) >= 0) {
      ServerEvent audio = audio(length);
      if (audio != null) {
        return audio;
      }
    }
    return asTree(text);
  }

  private @Nullable ServerEvent audio(int length) {
    int head = Math.min(length, HEAD);
    String reply = id(RESPONSE_ID, head, lastReply);
    String item = id(ITEM_ID, head, lastItem);
    int delta = find(DELTA, 0, head);
    if (reply == null || item == null || delta < 0) {
      return null;
    }
    int from = delta + DELTA.length;
    int to = from;
    while (to < length && bytes[to] != '"') {
      to++;
    }
    if (to == length) {
      return null;
    }
    lastReply = reply;
    lastItem = item;
    try {
      // A backslash is no letter of base64, so an escaped text ends in the slow way.
      ByteBuffer sound = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      byte[] pcm = sound.array();
      if (sound.remaining() != pcm.length) {
        pcm = Arrays.copyOf(pcm, sound.remaining());
      }
      return new ServerEvent.ReplyAudio(reply, item, pcm);
    } catch (IllegalArgumentException unusual) {
      return null;
    }
  }

  /** The id behind a key; the one seen last time is not made anew. */
  private @Nullable String id(byte[] key, int end, String last) {
    int at = find(key, 0, end);
    if (at < 0) {
      return null;
    }
    int from = at + key.length;
    int to = from;
    while (to < end && bytes[to] != '"' && bytes[to] != '\\') {
      to++;
    }
    if (to == end || bytes[to] == '\\' || to - from > ID_MOST) {
      return null;
    }
    boolean same = to - from == last.length();
    for (int i = 0; same && i < last.length(); i++) {
      same = bytes[from + i] == last.charAt(i);
    }
    return same ? last : new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private int find(byte[] what, int from, int end) {
    for (int i = from; i <= end - what.length; i++) {
      int j = 0;
      while (j < what.length && bytes[i + j] == what[j]) {
        j++;
      }
      if (j == what.length) {
        return i;
      }
    }
    return -1;
  }

  private static ServerEvent asTree(ByteBuf text) {
    try (InputStream in = new ByteBufInputStream(text.slice())) {
      JsonNode event = JSON.readTree(in);
      return event.isObject() ? of(event) : new ServerEvent.Unreadable();
    } catch (IOException | IllegalArgumentException malformed) {
      return new ServerEvent.Unreadable();
    }
  }

  private static ServerEvent of(JsonNode event) {
    String item = text(event, "item_id");
    return switch (text(event, "type")) {
      case "session.updated" -> new ServerEvent.SessionUpdated();
      case "input_audio_buffer.speech_started" ->
          new ServerEvent.SpeechStarted(item, event.path("audio_start_ms").asLong());
      case "input_audio_buffer.speech_stopped" ->
          new ServerEvent.SpeechStopped(item, event.path("audio_end_ms").asLong());
      case "input_audio_buffer.committed" -> new ServerEvent.Committed(item);
      case "conversation.item.input_audio_transcription.delta" ->
          new ServerEvent.TranscriptDelta(item, text(event, "delta"));
      case "conversation.item.input_audio_transcription.completed" ->
          new ServerEvent.TranscriptDone(
              item,
              text(event, "transcript"),
              tokens(event.path("usage")),
              audio(event.path("usage")));
      case "conversation.item.input_audio_transcription.failed" ->
          new ServerEvent.TranscriptFailed(item, text(event.path("error"), "code"));
      case "response.created" -> new ServerEvent.ReplyCreated(text(event.path("response"), "id"));
      case "response.output_audio.delta" ->
          new ServerEvent.ReplyAudio(
              text(event, "response_id"), item, Base64.getDecoder().decode(text(event, "delta")));
      case "response.output_audio_transcript.delta", "response.output_text.delta" ->
          new ServerEvent.ReplyText(text(event, "response_id"), text(event, "delta"));
      case "response.done" -> ended(event.path("response"));
      case "error" ->
          new ServerEvent.Failed(code(event.path("error")), text(event.path("error"), "param"));
      default -> new ServerEvent.Other();
    };
  }

  private static ServerEvent ended(JsonNode response) {
    JsonNode details = response.path("status_details");
    String reason = text(details, "reason");
    return new ServerEvent.ReplyEnded(
        text(response, "id"),
        text(response, "status"),
        reason.isEmpty() ? code(details.path("error")) : reason,
        tokens(response.path("usage")),
        audio(response.path("usage")));
  }

  private static TokenUse tokens(JsonNode usage) {
    return TokenUse.measured(
        usage.path("input_tokens").asLong(),
        usage.path("input_token_details").path("cached_tokens").asLong(),
        usage.path("output_tokens").asLong());
  }

  private static AudioUse audio(JsonNode usage) {
    JsonNode read = usage.path("input_token_details");
    long in = Math.max(0, read.path("audio_tokens").asLong());
    return new AudioUse(
        in,
        Math.clamp(read.path("cached_tokens_details").path("audio_tokens").asLong(), 0, in),
        Math.max(0, usage.path("output_token_details").path("audio_tokens").asLong()),
        0,
        0);
  }

  private static String code(JsonNode error) {
    String code = text(error, "code");
    return code.isEmpty() ? text(error, "type") : code;
  }

  /** Absent and null read as empty. */
  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
