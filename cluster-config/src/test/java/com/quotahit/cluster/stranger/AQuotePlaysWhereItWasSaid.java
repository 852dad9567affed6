package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.providers.embedded.VoicePackForTests;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.Resampler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The result plays the recording from where a quoted turn began. Here the sound at that place is
 * given to the recogniser again, which must find the quoted words there, and between turns there
 * must be silence; in a call that was muted for a while, broke off and was resumed.
 */
@Tag("weather")
@Tag("long")
class AQuotePlaysWhereItWasSaid {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int WAV_HEADER = 44;
  private static final int RATE = 24_000;

  /** Around a turn its first breath and its echo may be heard. */
  private static final int EDGE_MS = 700;

  /** Of the words of a quote; the recogniser hears the span alone, without what came before. */
  private static final double WORDS_FOUND = 0.7;

  /** One side of the recording. */
  private record Track(short[] samples) {

    static Track of(byte[] wav, int side) {
      ByteBuffer pcm =
          ByteBuffer.wrap(wav, WAV_HEADER, wav.length - WAV_HEADER)
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN);
      short[] samples = new short[pcm.remaining() / 4];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = pcm.getShort(i * 4 + side * 2);
      }
      return new Track(samples);
    }

    short[] between(long fromMs, long toMs) {
      int from = (int) Math.clamp(fromMs * RATE / 1_000, 0, samples.length);
      int to = (int) Math.clamp(toMs * RATE / 1_000, from, samples.length);
      return Arrays.copyOfRange(samples, from, to);
    }

    double loudness(long fromMs, long toMs) {
      double sum = 0;
      short[] part = between(fromMs, toMs);
      for (short sample : part) {
        sum += (double) sample * sample;
      }
      return part.length == 0 ? 0 : Math.sqrt(sum / part.length);
    }
  }

  @TempDir static Path data;

  @Test
  void the_words_of_a_quote_are_heard_at_its_place() {
    try (RunningNode node =
        RunningNode.start(data, RunningNode.Ports.free(), Map.of())
            .awaitReady(Duration.ofSeconds(120))) {
      ApiClient api = new ApiClient(node.base());
      assertThat(api.register("ann@northwind.example").status()).isEqualTo(201);
      api.poll("/api/v1/installation", RunningNode::voiceIsReady, Duration.ofSeconds(120));
      JsonNode session = Sessions.open(api, "cascade", 7);
      String path = "/api/v1/practice/sessions/" + session.path("id").asText();
      talk(api, path, session);
      JsonNode result =
          api.poll(
              path, body -> body.path("state").asText().equals("scored"), Duration.ofSeconds(90));
      check(result, api.bytes(path + "/audio"));
    }
  }

  private static void talk(ApiClient api, String path, JsonNode session) {
    String token;
    try (VoiceCaller caller = VoiceCaller.dial(session.path("voice").path("url").asText())) {
      token = caller.await("session.ready", 0, SOON).path("resumeToken").asText();
      caller.await("reply.done", 0, SOON);
      say(caller, Recordings.GREETING);
      caller.send("{\"type\":\"mute\",\"on\":true}");
      caller.speak(Recordings.BUDGET.pcm());
      caller.finishSpeaking(SOON);
      caller.send("{\"type\":\"mute\",\"on\":false}");
      say(caller, Recordings.QUESTION);
      say(caller, Recordings.STORY);
    }
    JsonNode ticket = api.post(path + "/ticket", "{}").body();
    try (VoiceCaller again = VoiceCaller.dial(ticket.path("url").asText())) {
      again.send("{\"type\":\"resume\",\"token\":\"" + token + "\",\"lastSequence\":0}");
      again.await("session.resumed", 0, SOON);
      for (Recordings next :
          List.of(
              Recordings.OFFER, Recordings.INTERRUPTION, Recordings.STORY, Recordings.NEXT_STEP)) {
        say(again, next);
      }
      int before = again.seen();
      again.send("{\"type\":\"end\"}");
      again.await("session.ended", before, SOON);
    }
  }

  /** Speaks and hears the answer out. */
  private static void say(VoiceCaller caller, Recordings recording) {
    int before = caller.seen();
    caller.speak(recording.pcm());
    caller.finishSpeaking(SOON);
    JsonNode said =
        caller.await(
            "the finished turn",
            event ->
                event.path("type").asText().equals("transcript.final")
                    && event.path("speaker").asText().equals("user"),
            before,
            SOON);
    caller.await("reply.done", caller.events().indexOf(said), SOON);
  }

  private static void check(JsonNode result, byte[] wav) {
    Track left = Track.of(wav, 0);
    Track right = Track.of(wav, 1);
    List<JsonNode> caller = turns(result, "user");
    List<JsonNode> persona = turns(result, "persona");
    assertThat(caller).hasSizeGreaterThanOrEqualTo(6);
    speaksInTurns("the caller", left, caller, 0.1);
    // Quotes are the learner's; the buyer's turns need only stand out.
    speaksInTurns("the persona", right, persona, 0.8);
    int quotes = 0;
    for (JsonNode section : result.path("scorecard").path("sections")) {
      for (JsonNode criterion : section.path("criteria")) {
        for (JsonNode evidence : criterion.path("evidence")) {
          quotes++;
          JsonNode turn =
              caller.stream()
                  .filter(each -> each.path("id").equals(evidence.path("turnId")))
                  .findFirst()
                  .orElseThrow();
          isHeard(evidence.path("quote").asText(), turn, left);
        }
      }
    }
    assertThat(quotes).as("quotes on the scorecard").isPositive();
    caller.forEach(turn -> isHeard(turn.path("text").asText(), turn, left));
    System.out.println(quotes + " quotes and " + caller.size() + " turns heard at their place");
  }

  private static void isHeard(String quote, JsonNode turn, Track track) {
    String heard =
        recognised(
            track.between(
                turn.path("startMs").asLong() - EDGE_MS / 2,
                turn.path("endMs").asLong() + EDGE_MS / 2));
    Set<String> wanted = words(quote);
    Set<String> found = new HashSet<>(words(heard));
    found.retainAll(wanted);
    assertThat(found.size())
        .as(
            "of \"%s\" at %s to %s ms is heard \"%s\"",
            quote, turn.path("startMs"), turn.path("endMs"), heard)
        .isGreaterThanOrEqualTo((int) Math.ceil(WORDS_FOUND * wanted.size()));
  }

  /**
   * Every turn is louder than whatever lies between turns.
   *
   * @param between how loud that may be, of the quietest turn
   */
  private static void speaksInTurns(String who, Track track, List<JsonNode> turns, double between) {
    long silentFrom = 0;
    String where = "";
    double quietest = Double.MAX_VALUE;
    double loudestBetween = 0;
    for (JsonNode turn : turns) {
      long start = turn.path("startMs").asLong();
      long end = turn.path("endMs").asLong();
      quietest = Math.min(quietest, track.loudness(start, end));
      if (start - EDGE_MS > silentFrom) {
        double loudness = track.loudness(silentFrom, start - EDGE_MS);
        if (loudness > loudestBetween) {
          loudestBetween = loudness;
          where = silentFrom + " to " + (start - EDGE_MS) + " ms";
        }
      }
      silentFrom = end + EDGE_MS;
    }
    System.out.printf(
        "%s: loudness %.0f and more in turns, %.0f at most between (%s)%n",
        who, quietest, loudestBetween, where);
    assertThat(quietest).as("the quietest turn of " + who).isGreaterThan(200);
    assertThat(loudestBetween).as("between turns of " + who).isLessThan(quietest * between);
  }

  private static List<JsonNode> turns(JsonNode result, String speaker) {
    List<JsonNode> turns = new ArrayList<>();
    result
        .path("turns")
        .forEach(turn -> {
          if (turn.path("speaker").asText().equals(speaker)) {
            turns.add(turn);
          }
        });
    return turns;
  }

  private static String recognised(short[] sound) {
    float[] samples = new float[sound.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sound[i] / 32_768f;
    }
    return VoicePackForTests.speech()
        .recognizer()
        .recognize(Resampler.resample(samples, RATE, 16_000), RecognizerPort.Effort.FINAL)
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z']+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
