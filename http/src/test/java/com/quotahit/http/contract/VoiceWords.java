package com.quotahit.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.voice.ClientWord;
import com.quotahit.core.voice.EndReason;
import com.quotahit.core.voice.FinishedTurn;
import com.quotahit.core.voice.FinishedTurn.Speaker;
import com.quotahit.core.voice.ServerWord;
import com.quotahit.core.voice.TurnTimes;
import com.quotahit.http.media.VoiceWire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The words of the voice socket as the server really writes and reads them: each is written or read
 * once in every form it can take, and its fields are taken off the wire.
 */
final class VoiceWords {

  /** Fields with a closed list of values; their examples hold all of them. */
  private static final Set<String> CLOSED = Set.of("speaker", "reason");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<ServerWord> SAID =
      Stream.of(
              Stream.of(
                  new ServerWord.SessionReady("token", "cascade", true),
                  new ServerWord.SessionResumed(7),
                  new ServerWord.SpeechStarted(),
                  new ServerWord.SpeechStopped(),
                  new ServerWord.ReplyStarted("r1", "r1"),
                  new ServerWord.PlaybackClear("r1", 20),
                  new ServerWord.ReplyDone("r1"),
                  new ServerWord.TurnKept("u1"),
                  new ServerWord.CoachHint("Ask.", 20),
                  new ServerWord.TurnMetrics(new TurnTimes("u1", 1, 1, 1, 1, 1)),
                  new ServerWord.TurnMetrics(new TurnTimes("u1", -1, -1, -1, -1, -1)),
                  new ServerWord.Problem("code", "detail")),
              Arrays.stream(Speaker.values())
                  .flatMap(speaker ->
                      Stream.of(
                          new ServerWord.TranscriptPartial("u1", speaker, "So"),
                          new ServerWord.TranscriptFinal(
                              new FinishedTurn("u1", speaker, "So.", 1, 2, false)))),
              Arrays.stream(EndReason.values()).map(ServerWord.SessionEnded::new))
          .flatMap(words -> words)
          .map(ServerWord.class::cast)
          .toList();

  private static final List<String> HEARD =
      List.of(
          "{\"type\":\"playback.position\",\"reply\":\"r1\",\"ms\":20}",
          "{\"type\":\"mute\",\"on\":true}",
          "{\"type\":\"text\",\"text\":\"So.\"}",
          "{\"type\":\"end\"}",
          "{\"type\":\"resume\",\"token\":\"token\",\"lastSequence\":7}");

  private VoiceWords() {}

  static Map<String, Object> described() {
    return new TreeMap<>(Map.of("server", fields(written()), "client", fields(heard())));
  }

  /** Words of the protocol that no example stands for. */
  static List<Class<?>> undescribed() {
    Set<Class<?>> seen = new HashSet<>();
    SAID.forEach(word -> seen.add(word.getClass()));
    HEARD.forEach(text -> seen.add(read(text).getClass()));
    return Stream.of(ServerWord.class, ClientWord.class)
        .flatMap(words -> Arrays.stream(words.getPermittedSubclasses()))
        .filter(word -> !seen.contains(word))
        .<Class<?>>map(word -> word)
        .toList();
  }

  private static List<ObjectNode> written() {
    return SAID.stream()
        .map(word -> {
          ByteBuf out = Unpooled.buffer();
          VoiceWire.write(word, out);
          return parsed(out.toString(StandardCharsets.UTF_8));
        })
        .toList();
  }

  /** Also each word without each of its fields, where the server takes it so. */
  private static List<ObjectNode> heard() {
    List<ObjectNode> words = new ArrayList<>();
    for (String text : HEARD) {
      ObjectNode word = parsed(text);
      words.add(word);
      word.fieldNames()
          .forEachRemaining(field -> {
            ObjectNode without = word.deepCopy().without(field);
            if (understood(without.toString())) {
              words.add(without);
            }
          });
    }
    return words;
  }

  private static SortedMap<String, SortedMap<String, SortedSet<String>>> fields(
      List<ObjectNode> words) {
    SortedMap<String, SortedMap<String, SortedSet<String>>> types = new TreeMap<>();
    for (ObjectNode word : words) {
      SortedMap<String, SortedSet<String>> fields =
          types.computeIfAbsent(word.path("type").asText(), _ -> new TreeMap<>());
      word.properties().stream()
          .filter(field -> !field.getKey().equals("type"))
          .forEach(field ->
              fields
                  .computeIfAbsent(field.getKey(), _ -> new TreeSet<>())
                  .add(kind(field.getKey(), field.getValue())));
    }
    for (ObjectNode word : words) {
      types
          .get(word.path("type").asText())
          .forEach((name, kinds) -> {
            if (!word.has(name)) {
              kinds.add("absent");
            }
          });
    }
    return types;
  }

  private static String kind(String name, JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> "null";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case STRING -> CLOSED.contains(name) ? "'" + value.asText() + "'" : "string";
      default -> throw new IllegalStateException(name + " is a " + value.getNodeType());
    };
  }

  private static ClientWord read(String text) {
    try {
      return VoiceWire.read(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    } catch (VoiceWire.Malformed refused) {
      throw new IllegalArgumentException(refused);
    }
  }

  private static boolean understood(String text) {
    try {
      VoiceWire.read(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
      return true;
    } catch (VoiceWire.Malformed refused) {
      return false;
    }
  }

  private static ObjectNode parsed(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
