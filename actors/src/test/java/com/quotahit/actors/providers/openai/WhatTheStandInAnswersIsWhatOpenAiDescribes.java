package com.quotahit.actors.providers.openai;

import static com.quotahit.actors.providers.openai.OfficialShapes.read;
import static com.quotahit.actors.providers.openai.OfficialShapes.shortened;
import static com.quotahit.actors.providers.openai.OfficialShapes.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.providers.media.MediaSocket;
import com.quotahit.actors.providers.media.MediaSocketClient;
import com.quotahit.actors.providers.media.MediaSocketEnd;
import com.quotahit.actors.providers.media.MediaSocketListener;
import com.quotahit.actors.providers.media.MediaSocketSettings;
import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.core.voice.MuLaw;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares with the provider's own description where that is present; our own checks run always.
 */
@Tag("actor")
class WhatTheStandInAnswersIsWhatOpenAiDescribes {

  private static final Optional<OfficialShapes> OFFICIAL = OfficialShapes.find();

  private final ToneSpeech speech =
      new ToneSpeech()
          .hears("Hi, it's Ann.", "One moment.")
          .answers("Hello Ann. What is it about?");
  private final SandboxForTests sandbox = new SandboxForTests(speech.faculties());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void what_the_stand_in_answers_over_http() throws Exception {
    String chat = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}";
    checked("CreateChatCompletionResponse", post("/chat/completions", chat.formatted("")));
    String streamed =
        post(
            "/chat/completions",
            chat.formatted(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
    List<String> chunks = events(streamed);
    assertThat(chunks.getLast()).isEqualTo("[DONE]");
    assertThat(read(chunks.get(chunks.size() - 2)).path("choices")).isEmpty();
    for (String chunk : chunks.subList(0, chunks.size() - 1)) {
      checked("CreateChatCompletionStreamResponse", chunk);
    }
    checked("Response", post("/responses", "{\"model\":\"m\",\"input\":\"Hi\"}"));
    List<String> events =
        events(post("/responses", "{\"model\":\"m\",\"input\":\"Hi\",\"stream\":true}"));
    assertThat(type(events.getFirst())).isEqualTo("response.created");
    assertThat(type(events.getLast())).isEqualTo("response.completed");
    for (String event : events) {
      checked("ResponseStreamEvent", event);
    }
    checked("ListModelsResponse", get("/models"));
  }

  @Test
  void what_the_stand_in_says_in_a_realtime_session() throws Exception {
    LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
    List<String> all = new ArrayList<>();
    try (MediaLoops loops = new MediaLoops(1)) {
      MediaSocket socket = open(loops, said);
      send(
          socket,
          "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"instructions\":\"You"
              + " are Dana.\",\"audio\":{\"input\":{\"transcription\":{\"model\":\"gpt-live-transcribe\"}}}}}");
      sound(socket, ToneSpeech.tone(600));
      sound(socket, new byte[900 * 48]);
      until(said, all, "response.done");
      until(said, all, "conversation.item.input_audio_transcription.completed");
      String item = read(find(all, "response.output_audio.delta")).path("item_id").asText();
      send(
          socket,
          "{\"type\":\"conversation.item.truncate\",\"item_id\":\""
              + item
              + "\",\"content_index\":0,\"audio_end_ms\":100}");
      until(said, all, "conversation.item.truncated");
      for (String wrong :
          List.of(
              "{\"type\":\"conversation.item.truncate\",\"item_id\":\""
                  + item
                  + "\",\"content_index\":0,\"audio_end_ms\":99999}",
              "{\"type\":\"response.cancel\",\"event_id\":\"c8\"}",
              "{\"type\":\"input_audio_buffer.commit\"}",
              "{\"type\":\"no.such.event\"}",
              "{\"type\":\"session.update\",\"session\":{\"modalities\":[\"audio\"]}}",
              "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"voice\":\"alloy\"}}",
              "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"output\":{\"voice\":\"echo\"}}}}",
              "not json")) {
        send(socket, wrong);
        until(said, all, "error");
      }
      send(
          socket,
          "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]}}");
      until(said, all, "conversation.item.done");
      CompletableFuture<Void> thought = new CompletableFuture<>();
      speech.thinksUntil(thought);
      send(
          socket, "{\"type\":\"response.create\",\"response\":{\"output_modalities\":[\"text\"]}}");
      send(socket, "{\"type\":\"response.create\"}");
      until(said, all, "error");
      thought.complete(null);
      until(said, all, "response.done");
      send(socket, "{\"type\":\"input_audio_buffer.clear\"}");
      until(said, all, "input_audio_buffer.cleared");
      socket.close();
    }
    assertThat(
            all.stream()
                .filter(event -> type(event).equals("error"))
                .map(event -> read(event).at("/error/code").asText()))
        .containsExactly(
            "invalid_value",
            "response_cancel_not_active",
            "input_audio_buffer_commit_empty",
            "invalid_value",
            "missing_required_parameter",
            "unknown_parameter",
            "cannot_update_voice",
            "invalid_json",
            "conversation_already_has_active_response");
    assertThat(
            all.stream()
                .map(OfficialShapes::type)
                .filter(type -> !type.contains("transcription"))
                .distinct()
                .limit(18))
        .containsExactly(
            "session.created",
            "session.updated",
            "input_audio_buffer.speech_started",
            "input_audio_buffer.speech_stopped",
            "input_audio_buffer.committed",
            "conversation.item.added",
            "conversation.item.done",
            "response.created",
            "rate_limits.updated",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_audio_transcript.delta",
            "response.output_audio.delta",
            "response.output_audio.done",
            "response.output_audio_transcript.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.done");
    OFFICIAL.ifPresent(shapes ->
        all.forEach(event ->
            assertThat(shapes.ofAnswers().realtime(event)).as(shortened(event)).isEmpty()));
  }

  @Test
  void telephone_sound_is_heard_and_spoken() throws Exception {
    LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
    List<String> all = new ArrayList<>();
    try (MediaLoops loops = new MediaLoops(1)) {
      MediaSocket socket = open(loops, said);
      send(
          socket,
          "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcmu\"}},\"output\":{\"format\":{\"type\":\"audio/pcmu\"}}}}}");
      until(said, all, "session.updated");
      byte[] telephone = new byte[1600 * 8];
      for (int i = 0; i < telephone.length; i++) {
        double wave = i < 700 * 8 ? Math.sin(2 * Math.PI * 300 * i / 8000) : 0;
        telephone[i] = MuLaw.encode((short) (8000 * wave));
      }
      sound(socket, telephone);
      until(said, all, "response.done");
      socket.close();
    }
    int bytes =
        all.stream()
            .filter(event -> type(event).equals("response.output_audio.delta"))
            .mapToInt(
                event -> Base64.getDecoder().decode(read(event).path("delta").asText()).length)
            .sum();
    int letters = "Hello Ann.What is it about?".length();
    assertThat(bytes)
        .isBetween(
            letters * ToneSpeech.MS_PER_LETTER * 8 - 400,
            letters * ToneSpeech.MS_PER_LETTER * 8 + 8);
  }

  private MediaSocket open(MediaLoops loops, LinkedBlockingQueue<String> said) throws Exception {
    MediaSocketSettings settings =
        new MediaSocketSettings(
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            1 << 20,
            1 << 22,
            1 << 22);
    return new MediaSocketClient(loops, settings)
        .open(
            URI.create(
                sandbox.sandbox().baseUrl().toString().replace("http:", "ws:")
                    + "/realtime?model=gpt-realtime-2.1"),
            Map.of("Authorization", "Bearer " + OpenAiSandbox.KEY.reveal()),
            new MediaSocketListener() {
              @Override
              public void text(ByteBuf utf8) {
                said.add(utf8.toString(StandardCharsets.UTF_8));
              }

              @Override
              public void closed(MediaSocketEnd end) {}
            })
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private static void sound(MediaSocket socket, byte[] pcm) {
    send(
        socket,
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
            + Base64.getEncoder().encodeToString(pcm)
            + "\"}");
  }

  private static void send(MediaSocket socket, String event) {
    socket.send(Unpooled.copiedBuffer(event, StandardCharsets.UTF_8));
  }

  private static void until(LinkedBlockingQueue<String> said, List<String> all, String type)
      throws InterruptedException {
    if (type.contains("transcription")
        && all.stream().anyMatch(event -> type(event).equals(type))) {
      return;
    }
    while (true) {
      String event = said.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("waiting for " + type).isNotNull();
      all.add(event);
      if (type(event).equals(type)) {
        return;
      }
    }
  }

  private static String find(List<String> all, String type) {
    return all.stream().filter(event -> type(event).equals(type)).findFirst().orElseThrow();
  }

  private void checked(String schema, String json) {
    read(json);
    OFFICIAL.ifPresent(
        shapes -> assertThat(shapes.ofAnswers().check(schema, json)).as(shortened(json)).isEmpty());
  }

  private String post(String path, String body) throws Exception {
    return sent(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String get(String path) throws Exception {
    return sent(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.sandbox().baseUrl() + path))
        .header("Authorization", "Bearer " + OpenAiSandbox.KEY.reveal())
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(10));
  }

  private static String sent(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static List<String> events(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }
}
