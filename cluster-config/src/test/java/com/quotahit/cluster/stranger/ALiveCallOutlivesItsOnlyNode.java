package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One process with its own database and its own speech, killed while three people talk and another
 * writes. One of them comes back, one never does, one thinks better of it.
 */
@Tag("weather")
@Tag("long")
class ALiveCallOutlivesItsOnlyNode {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration START = Duration.ofSeconds(120);

  /** The learner may come back for two minutes; then it is ended, and scored. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(220);

  /** What the last second of a recording and the sound on its way may come to. */
  private static final long SOUND_LOST_MS = 2_500;

  private static final Map<String, String> THREE_LINES = Map.of("QUOTAHIT_VOICE_MAX_CALLS", "3");

  @TempDir static Path data;

  private final Set<String> written = new ConcurrentSkipListSet<>();

  /** A call and what its client knows of it. */
  private record Held(String path, String token, VoiceCaller caller) {

    static Held open(ApiClient api, long seed) {
      JsonNode session = Sessions.open(api, "cascade", seed);
      VoiceCaller caller = VoiceCaller.dial(session.path("voice").path("url").asText());
      String token = caller.await("session.ready", 0, SOON).path("resumeToken").asText();
      return new Held("/api/v1/practice/sessions/" + session.path("id").asText(), token, caller);
    }

    void say(Recordings words) {
      int before = caller.seen();
      caller.speak(words.pcm());
      caller.finishSpeaking(SOON);
      caller.await("the words", e -> isFinal(e, "user"), before, SOON);
      caller.await("an answer", e -> isFinal(e, "persona"), before, SOON);
    }

    /** Who says nothing is asked whether they are there, and soon hung up on; unless muted. */
    void waits() {
      caller.send("{\"type\":\"mute\",\"on\":true}");
    }

    Set<String> keptWords() {
      Set<String> kept = new HashSet<>();
      for (JsonNode event : caller.events()) {
        if (event.path("type").asText().equals("turn.kept")) {
          kept.add(event.path("turn").asText());
        }
      }
      Set<String> words = new HashSet<>();
      for (JsonNode event : caller.events()) {
        if (event.path("type").asText().equals("transcript.final")
            && kept.contains(event.path("turn").asText())) {
          words.add(event.path("text").asText());
        }
      }
      return words;
    }

    private static boolean isFinal(JsonNode event, String speaker) {
      return event.path("type").asText().equals("transcript.final")
          && event.path("speaker").asText().equals(speaker);
    }
  }

  @Test
  void killed_in_its_calls_and_writes_it_comes_back_with_all_that_was_kept() {
    RunningNode.Ports ports = RunningNode.Ports.free();
    ApiClient api;
    Held comesBack;
    Held staysAway;
    Held cancels;
    List<ProcessHandle> children;
    long heardMs;
    try (RunningNode node = RunningNode.start(data, ports, THREE_LINES).awaitReady(START)) {
      api = new ApiClient(node.base());
      assertThat(api.register("ann@northwind.example").status()).isEqualTo(201);
      api.poll("/api/v1/installation", RunningNode::voiceIsReady, START);
      staysAway = Held.open(api, 2);
      for (Recordings words :
          List.of(
              Recordings.GREETING,
              Recordings.STORY,
              Recordings.INTERRUPTION,
              Recordings.OFFER,
              Recordings.STORY,
              Recordings.NEXT_STEP)) {
        staysAway.say(words);
      }
      staysAway.waits();
      cancels = Held.open(api, 3);
      cancels.say(Recordings.GREETING);
      cancels.waits();
      long begin = System.nanoTime();
      comesBack = Held.open(api, 1);
      comesBack.say(Recordings.GREETING);
      comesBack.say(Recordings.QUESTION);
      ApiClient writer = api;
      Thread.ofVirtual().start(() -> writeUntilItDies(writer));
      comesBack.caller().speak(Recordings.STORY.pcm());
      comesBack.caller().finishSpeaking(SOON);
      children = node.handle().descendants().toList();
      assertThat(children).as("the database server belongs to the node").isNotEmpty();
      heardMs = (System.nanoTime() - begin) / 1_000_000;
      node.kill9();
      List.of(comesBack, staysAway, cancels).forEach(held -> held.caller().awaitClose(SOON));
    }
    for (ProcessHandle child : children) {
      child.onExit().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    long killed = System.nanoTime();
    List<ProcessHandle> left;
    try (RunningNode again = RunningNode.start(data, ports, THREE_LINES).awaitReady(START)) {
      System.out.printf(
          "ready again %.1f s after kill -9 in a call%n", (System.nanoTime() - killed) / 1e9);
      for (String id : Set.copyOf(written)) {
        api.poll("/api/v1/practice/sessions/" + id, body -> true, Duration.ofSeconds(10));
      }
      assertThat(api.post(cancels.path() + "/cancel", "{}").status()).isEqualTo(202);
      api.poll("/api/v1/installation", RunningNode::voiceIsReady, START);
      goesOn(api, comesBack);
      JsonNode resumed = whole(api, comesBack, "scored");
      assertThat(resumed.path("audio").path("durationMs").asLong())
          .as("the recording has both nodes' lives in it")
          .isGreaterThan(heardMs);
      JsonNode cancelled = whole(api, cancels, "ended");
      assertThat(cancelled.path("audio").path("available").asBoolean())
          .as("what was recorded up to the crash, though nothing is scored")
          .isTrue();
      JsonNode lost = whole(api, staysAway, "scored");
      assertThat(lost.path("endReason").asText()).isEqualTo("connection_lost");
      assertThat(lost.path("scorecard").isNull()).as("it has its scorecard").isFalse();
      long lastWord = 0;
      for (JsonNode turn : lost.path("turns")) {
        lastWord = Math.max(lastWord, turn.path("endMs").asLong());
      }
      assertThat(lost.path("audio").path("durationMs").asLong())
          .as("what was recorded up to the crash")
          .isGreaterThan(lastWord - SOUND_LOST_MS);
      left = again.handle().descendants().toList();
      again.terminate();
      assertThat(again.awaitEnd(Duration.ofSeconds(40))).isZero();
    }
    for (ProcessHandle child : left) {
      child.onExit().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }
    System.out.printf(
        "%d sessions written, %d turns kept before the kill: all there%n",
        written.size(),
        comesBack.keptWords().size() + staysAway.keptWords().size() + cancels.keptWords().size());
  }

  private static void goesOn(ApiClient api, Held held) {
    JsonNode ticket = api.post(held.path() + "/ticket", "{}").body();
    try (VoiceCaller again = VoiceCaller.dial(ticket.path("url").asText())) {
      again.send("{\"type\":\"resume\",\"token\":\"" + held.token() + "\",\"lastSequence\":0}");
      again.await("session.resumed", 0, SOON);
      Held back = new Held(held.path(), held.token(), again);
      back.say(Recordings.OFFER);
      back.say(Recordings.NEXT_STEP);
      int before = again.seen();
      again.send("{\"type\":\"end\"}");
      again.await("session.ended", before, SOON);
    }
  }

  /** In this state with every kept turn. */
  private static JsonNode whole(ApiClient api, Held held, String state) {
    JsonNode session =
        api.poll(held.path(), body -> body.path("state").asText().equals(state), GIVEN_UP);
    Set<String> texts = new HashSet<>();
    session.path("turns").forEach(turn -> texts.add(turn.path("text").asText()));
    assertThat(held.keptWords()).isNotEmpty();
    assertThat(texts).containsAll(held.keptWords());
    held.caller().close();
    return session;
  }

  private void writeUntilItDies(ApiClient api) {
    try {
      for (int i = 0; i < 10_000; i++) {
        written.add(Sessions.openText(api, i).path("id").asText());
      }
    } catch (UncheckedIOException | AssertionError theNodeIsGone) {
      // What was not answered may or may not be there; only what was answered counts.
    }
  }
}
