package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published protocol is enough: a client without any code of the product holds a whole call.
 */
@Tag("weather")
class APlainClientHoldsACall {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path data;
  private static RunningNode node;
  private static ApiClient api;

  @BeforeAll
  static void start_a_fresh_installation() {
    node =
        RunningNode.start(data, RunningNode.Ports.free(), Map.of())
            .awaitReady(Duration.ofSeconds(90));
    api = new ApiClient(node.base());
    assertThat(api.register("ann@northwind.example").status()).isEqualTo(201);
    api.poll("/api/v1/installation", RunningNode::voiceIsReady, Duration.ofSeconds(90));
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cascade", "speech_to_speech"})
  void it_speaks_and_is_answered_mutes_types_resumes_and_is_scored(String engine) {
    JsonNode session = Sessions.open(api, engine, 7);
    String id = session.path("id").asText();
    String resumeToken;
    int turnsBefore;

    try (VoiceCaller caller = VoiceCaller.dial(session.path("voice").path("url").asText())) {
      JsonNode ready = caller.await("session.ready", 0, SOON);
      resumeToken = ready.path("resumeToken").asText();
      assertThat(resumeToken).isNotBlank();

      int before = caller.seen();
      caller.speak(Recordings.GREETING.pcm());
      caller.await("speech.started", before, SOON);
      JsonNode greeted = userTurn(caller, before);
      assertThat(words(greeted)).contains("north wind");
      int answered = caller.events().indexOf(greeted);
      JsonNode reply = caller.await("reply.started", answered, SOON);
      caller.await("the end of the reply", e -> done(e, reply), answered, SOON);
      assertThat(caller.heardSomething()).as("the buyer's voice is sound, not silence").isTrue();

      caller.send("{\"type\":\"mute\",\"on\":true}");
      int muted = caller.seen();
      caller.speak(Recordings.BUDGET.pcm());
      caller.finishSpeaking(SOON);
      caller.send("{\"type\":\"mute\",\"on\":false}");
      caller.send("{\"type\":\"text\",\"text\":\"How many people are on your sales team?\"}");
      JsonNode typed = userTurn(caller, muted);
      assertThat(words(typed))
          .as("what was said while muted was not heard")
          .contains("how many people");
      caller.await("reply.started", muted, SOON);
      turnsBefore = api.get("/api/v1/practice/sessions/" + id).body().path("turns").size();
    }

    JsonNode ticket = api.post("/api/v1/practice/sessions/" + id + "/ticket", "{}").body();
    try (VoiceCaller again = VoiceCaller.dial(ticket.path("url").asText())) {
      again.send("{\"type\":\"resume\",\"token\":\"" + resumeToken + "\",\"lastSequence\":0}");
      again.await("session.resumed", 0, SOON);
      int before = again.seen();
      again.speak(Recordings.QUESTION.pcm());
      assertThat(words(userTurn(again, before))).contains("reporting");
      again.await("reply.started", before, SOON);
      again.send("{\"type\":\"end\"}");
      again.await("session.ended", before, SOON);
    }

    JsonNode result =
        api.poll(
            "/api/v1/practice/sessions/" + id,
            body -> body.path("state").asText().startsWith("scored"),
            Duration.ofSeconds(60));
    assertThat(result.path("turns").size()).isGreaterThan(turnsBefore);
    assertThat(result.path("simulated").asBoolean()).isTrue();
    byte[] recording = api.bytes("/api/v1/practice/sessions/" + id + "/audio");
    assertThat(new String(recording, 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("RIFF");
    assertThat(recording.length).isGreaterThan(200_000);
  }

  private static JsonNode userTurn(VoiceCaller caller, int skip) {
    return caller.await(
        "the user's finished turn",
        e ->
            e.path("type").asText().equals("transcript.final")
                && e.path("speaker").asText().equals("user"),
        skip,
        SOON);
  }

  private static boolean done(JsonNode event, JsonNode started) {
    return event.path("type").asText().equals("reply.done")
        && event.path("reply").equals(started.path("reply"));
  }

  private static String words(JsonNode event) {
    return event.path("text").asText().toLowerCase(Locale.ROOT).replace("northwind", "north wind");
  }
}
