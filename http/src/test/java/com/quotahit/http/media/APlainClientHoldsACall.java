package com.quotahit.http.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.voice.ScriptedEngine;
import com.quotahit.actors.voice.TestDesk;
import com.quotahit.core.voice.EndReason;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.FinishedTurn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class APlainClientHoldsACall {

  private final ScriptedEngine engine = new ScriptedEngine(3_000);
  private final TestDesk desk = new TestDesk(engine, TestDesk.opening(""));
  private final VoiceHouse house = new VoiceHouse(desk);

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void it_is_heard_answered_interrupts_and_hangs_up() {
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      JsonNode ready = caller.await("session.ready");
      assertThat(ready.path("engine").asText()).isEqualTo("scripted");
      assertThat(ready.path("resumeToken").asText()).isNotBlank();

      caller.speak(ScriptedEngine.tone(400));
      caller.await("speech.started");
      caller.await("speech.stopped");
      JsonNode mine = caller.await("transcript.final");
      assertThat(mine.path("speaker").asText()).isEqualTo("user");
      assertThat(mine.path("endMs").asLong() - mine.path("startMs").asLong()).isBetween(380L, 480L);
      JsonNode reply = caller.await("reply.started");
      caller.await("turn.metrics");
      assertThat(caller.await("turn.kept").path("turn")).isEqualTo(mine.path("turn"));
      caller.awaitPlayed(1_500);

      int before = caller.said();
      caller.speak(ScriptedEngine.tone(1_500));
      JsonNode clear = caller.await("playback.clear", before);
      assertThat(clear.path("reply")).isEqualTo(reply.path("reply"));
      assertThat(clear.path("heardMs").asInt()).isBetween(1_500, 2_500);
      JsonNode cut =
          caller.await(
              "the persona's cut turn",
              before,
              word ->
                  word.path("type").asText().equals("transcript.final")
                      && word.path("speaker").asText().equals("persona"));
      assertThat(cut.path("interrupted").asBoolean()).isTrue();
      caller.await("reply.started", before);

      caller.send("{\"type\":\"end\"}");
      assertThat(caller.await("session.ended").path("reason").asText()).isEqualTo("caller_left");
      assertThat(caller.awaitClose()).isEqualTo(1000);
      assertThat(caller.frames()).allMatch(frame -> frame.bytes() == 960);
      for (int i = 0; i < caller.frames().size(); i++) {
        assertThat(caller.frames().get(i).sequence()).isEqualTo(i);
      }
    }
    await().untilAsserted(() -> assertThat(desk.log()).contains("live 1", "ended 1 caller_left"));
    assertThat(desk.finished())
        .extracting(FinishedTurn::speaker)
        .startsWith(
            FinishedTurn.Speaker.CALLER, FinishedTurn.Speaker.PERSONA, FinishedTurn.Speaker.CALLER);
    EngineOrder.Truncate truncate =
        engine.told().stream()
            .filter(EngineOrder.Truncate.class::isInstance)
            .map(EngineOrder.Truncate.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(truncate.heardMs()).isBetween(1_500, 2_500);
    await().untilAsserted(() -> assertThat(house.calls.count()).isZero());
  }

  @Test
  void sound_is_paced_ahead_of_playing_and_no_further() {
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      caller.await("session.ready");
      caller.send("{\"type\":\"text\",\"text\":\"Please tell me more.\"}");
      caller.await("reply.done");
      assertThat(caller.frames()).hasSize(150);
      assertThat(caller.frames())
          .extracting(PlainCaller.Frame::positionMs)
          .startsWith(0, 20, 40)
          .endsWith(2_980);
      assertThat(engine.told())
          .contains(new EngineOrder.TakeText("typed-1-1", "Please tell me more."));
    }
  }

  @Test
  void who_is_muted_is_not_heard() {
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      caller.await("session.ready");
      caller.send("{\"type\":\"mute\",\"on\":true}");
      caller.speak(ScriptedEngine.tone(500));
      caller.send("{\"type\":\"text\",\"text\":\"I am muted.\"}");
      caller.await("reply.done");
      assertThat(caller.words()).noneMatch(w -> w.path("type").asText().equals("speech.started"));
    }
  }

  @Test
  void a_second_window_is_refused_and_may_take_over() {
    try (PlainCaller first = PlainCaller.dial(house.url("s1"))) {
      first.await("session.ready");
      try (PlainCaller second = PlainCaller.dial(house.url("s1"))) {
        assertThat(second.await("problem").path("code").asText()).isEqualTo("voice.already-open");
        assertThat(second.awaitClose()).isEqualTo(4409);
      }
      try (PlainCaller third = PlainCaller.dial(house.url("s1") + "&takeOver=true")) {
        third.await("session.ready");
        assertThat(first.await("problem").path("code").asText()).isEqualTo("voice.taken-over");
        assertThat(first.awaitClose()).isEqualTo(4411);
        assertThat(house.calls.count()).isEqualTo(1);
      }
    }
  }

  @Test
  void a_client_that_lost_the_line_comes_back_with_its_token() {
    String token;
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      token = caller.await("session.ready").path("resumeToken").asText();
      try (PlainCaller again = PlainCaller.dial(house.url("s1"))) {
        again.send("{\"type\":\"resume\",\"token\":\"" + token + "\",\"lastSequence\":41}");
        again.await("session.ready");
        assertThat(again.await("session.resumed").path("lastSequence").asInt()).isIn(0, 41);
        again.send("{\"type\":\"text\",\"text\":\"Are you there?\"}");
        again.awaitFrames(1);
        assertThat(again.frames().getFirst().sequence()).isEqualTo(42);
      }
    }
  }

  @Test
  void a_lost_line_suspends_the_call() {
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      caller.await("session.ready");
    }
    await().untilAsserted(() -> assertThat(desk.log()).contains("suspended 1 connection_lost"));
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      caller.await("session.resumed");
    }
  }

  @Test
  void a_coach_reaches_the_screen() {
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      caller.await("session.ready");
      assertThat(house.calls.pushHint("s1", "Ask about the budget.")).isTrue();
      assertThat(caller.await("coach.hint").path("text").asText())
          .isEqualTo("Ask about the budget.");
      house.calls.end("s1", EndReason.ENDED_ELSEWHERE);
      assertThat(caller.await("session.ended").path("reason").asText()).isEqualTo("ended");
    }
  }

  @Test
  void a_stopping_node_lets_the_persona_finish_and_sends_the_client_on() {
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      caller.await("session.ready");
      caller.send("{\"type\":\"text\",\"text\":\"Say something long.\"}");
      caller.awaitFrames(10);
      house.server.drain(java.time.Duration.ofSeconds(8)).toCompletableFuture().join();
      assertThat(caller.awaitClose()).isEqualTo(1012);
      assertThat(caller.frames()).hasSize(150);
    }
    await().untilAsserted(() -> assertThat(desk.log()).contains("suspended 1 moving"));
    assertThat(desk.finished())
        .extracting(FinishedTurn::interrupted)
        .isEqualTo(List.of(false, false));
  }

  @Test
  void a_stopping_node_waits_until_the_last_words_are_written_down() {
    CompletableFuture<Void> written = desk.holdJournal();
    CompletableFuture<Void> drained;
    try (PlainCaller caller = PlainCaller.dial(house.url("s1"))) {
      caller.await("session.ready");
      caller.send("{\"type\":\"text\",\"text\":\"Say something long.\"}");
      caller.awaitFrames(10);
      drained = house.server.drain(java.time.Duration.ofSeconds(8)).toCompletableFuture();
      assertThat(caller.awaitClose()).isEqualTo(1012);
      assertThat(caller.words()).noneMatch(word -> word.path("type").asText().equals("turn.kept"));
    }
    await().until(() -> house.calls.count() == 0);
    assertThat(house.calls.unfinished()).isEqualTo(1);
    assertThat(drained).isNotDone();
    written.complete(null);
    await().untilAsserted(() -> assertThat(drained).isCompleted());
    assertThat(desk.log()).contains("suspended 1 moving");
  }
}
