package com.quotahit.actors.providers.openai;

import static com.quotahit.actors.providers.openai.OfficialShapes.read;
import static com.quotahit.actors.providers.openai.OfficialShapes.shortened;
import static com.quotahit.actors.providers.openai.OfficialShapes.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares with the provider's own description where that is present; our own checks run always.
 */
@Tag("actor")
class WhatGoesOverTheWireIsWhatOpenAiDescribes {

  private static final Optional<OfficialShapes> OFFICIAL = OfficialShapes.find();

  private final ToneSpeech speech =
      new ToneSpeech()
          .hears("Hi, it's Ann.", "One moment.")
          .answers("Hello Ann. What is it about?");
  private final SandboxForTests sandbox = new SandboxForTests(speech.faculties());
  private final ConcurrentLinkedQueue<OpenAiSandbox.Seen> seen = new ConcurrentLinkedQueue<>();

  {
    sandbox.sandbox().observe(seen::add);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void what_the_realtime_engine_sends() throws Exception {
    for (boolean semantic : new boolean[] {false, true}) {
      EngineBrief brief =
          new EngineBrief(
              "prs_test",
              "You are Dana.",
              "bm_george",
              1.1,
              "en-GB",
              List.of(
                  new EngineBrief.Spoken(true, "Hello."), new EngineBrief.Spoken(false, "Yes?")),
              semantic);
      try (CallForTests call = new CallForTests(sandbox, OpenAiSandbox.KEY, "", brief)) {
        call.await(EngineSignal.Listening.class);
        call.speaks(500);
        call.silent(700);
        call.await(EngineSignal.HeardFinal.class);
        call.order(new EngineOrder.Respond("[open the call]"));
        EngineSignal.ReplyStarted reply = call.await(EngineSignal.ReplyStarted.class);
        call.await(EngineSignal.ReplyAudio.class);
        call.order(new EngineOrder.Cancel(reply.reply()));
        call.order(new EngineOrder.Truncate(reply.reply(), 20));
        call.order(new EngineOrder.TakeText("trn_9", "Are you there?"));
        call.await(EngineSignal.ReplyDone.class);
      }
    }
    List<String> events =
        seen.stream().map(OpenAiSandbox.Seen::body).filter(body -> body.startsWith("{")).toList();
    assertThat(events.stream().map(OfficialShapes::type).distinct())
        .contains(
            "session.update",
            "input_audio_buffer.append",
            "conversation.item.create",
            "response.create",
            "response.cancel",
            "conversation.item.truncate");
    events.stream()
        .filter(event -> type(event).equals("session.update"))
        .forEach(WhatGoesOverTheWireIsWhatOpenAiDescribes::checkSession);
    OFFICIAL.ifPresent(shapes ->
        events.forEach(event -> assertThat(shapes.realtime(event)).as(shortened(event)).isEmpty()));
  }

  @Test
  void the_comparison_itself_refuses_what_is_wrong() {
    OFFICIAL.ifPresent(shapes -> {
      assertThat(
              shapes.realtime(
                  "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"voice\":\"x\"}}"))
          .isNotEmpty();
      assertThat(shapes.realtime("{\"type\":\"input_audio_buffer.append\"}")).isNotEmpty();
      assertThat(shapes.check("CreateChatCompletionRequest", "{\"model\":\"m\"}")).isNotEmpty();
    });
  }

  private static void checkSession(String event) {
    JsonNode session = read(event).path("session");
    assertThat(session.path("type").asText()).isEqualTo("realtime");
    assertThat(session.has("voice") || session.has("modalities")).isFalse();
    assertThat(session.at("/audio/input/format/rate").asInt()).isEqualTo(24_000);
    assertThat(session.at("/audio/input/turn_detection/create_response").asBoolean(true)).isFalse();
    assertThat(session.at("/audio/input/turn_detection/interrupt_response").asBoolean(true))
        .isFalse();
    assertThat(session.at("/audio/output/voice").asText()).isEqualTo("ballad");
  }

  @Test
  void what_the_language_model_sends() throws Exception {
    ChatRequest.JsonSchema closed =
        new ChatRequest.JsonSchema(
            "grade",
            "{\"type\":\"object\",\"properties\":{\"met\":{\"type\":\"boolean\"}},"
                + "\"required\":[\"met\"],\"additionalProperties\":false}");
    ChatRequest.JsonSchema open =
        new ChatRequest.JsonSchema(
            "loose", "{\"type\":\"object\",\"properties\":{\"met\":{\"type\":\"boolean\"}}}");
    try (OpenAiLanguageModel model =
        new OpenAiLanguageModel(
            new OpenAiEndpoint(sandbox.sandbox().baseUrl(), OpenAiSandbox.KEY, true),
            OpenAiSettings.read(SandboxForTests.CONFIG),
            RandomGenerator.of("L64X128MixRandom"))) {
      for (Optional<ChatRequest.JsonSchema> schema :
          List.of(
              Optional.<ChatRequest.JsonSchema>empty(), Optional.of(closed), Optional.of(open))) {
        ChatRequest request =
            new ChatRequest(
                "default",
                List.of(
                    new ChatMessage(ChatMessage.Role.SYSTEM, "You are Dana."),
                    new ChatMessage(ChatMessage.Role.USER, "Hello?"),
                    new ChatMessage(ChatMessage.Role.ASSISTANT, "Yes?")),
                schema,
                300,
                Duration.ofSeconds(20),
                Optional.of(3L));
        model.complete(request).toCompletableFuture().get(20, TimeUnit.SECONDS);
        Collected streamed = new Collected();
        model.stream(request).subscribe(streamed);
        streamed.whole.get(20, TimeUnit.SECONDS);
      }
    }
    assertThat(seen).hasSize(6);
    assertThat(
            seen.stream()
                .map(request -> read(request.body()).at("/response_format/json_schema/strict")))
        .extracting(JsonNode::asText)
        .containsExactly("", "", "true", "true", "false", "false");
    OFFICIAL.ifPresent(shapes ->
        seen.forEach(request ->
            assertThat(shapes.check("CreateChatCompletionRequest", request.body()))
                .as(request.body())
                .isEmpty()));
  }
}
