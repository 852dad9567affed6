package com.quotahit.actors.providers.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.models.SentenceEmbedderPort;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.RecognizerPort.Effort;
import com.quotahit.core.voice.Resampler;
import com.quotahit.core.voice.SynthesizerPort;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class SpeechGoesInAndComesOut {

  private final EmbeddedSpeech speech = VoicePackForTests.speech();

  @Test
  void what_the_voice_says_is_what_the_recognizer_hears() {
    byte[] spoken = say("Can you send me some numbers before Friday?", "bm_george");
    assertThat(hear(spoken)).containsIgnoringCase("send me some numbers before friday");
  }

  @Test
  void sentences_near_in_meaning_are_near_in_direction() {
    float[] dear = meaning("This is too expensive for us.");
    float[] price = meaning("We do not have the budget for that.");
    float[] lunch = meaning("They had soup for lunch.");
    assertThat(SentenceEmbedderPort.similarity(dear, price))
        .isGreaterThan(SentenceEmbedderPort.similarity(dear, lunch) + 0.15);
  }

  @Test
  void a_phrase_that_was_asked_for_ahead_is_there_without_waiting() {
    speech.readySpeech().prepare(List.of("Fair enough."), "af_bella", 1.0);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> speech.readySpeech().ready("Fair enough,", "af_bella", 1.0).isPresent());
  }

  private float[] meaning(String text) {
    return speech
        .embedder()
        .embed(text)
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  private String hear(byte[] pcm24k) {
    float[] pcm = Resampler.resample(Pcm16.toFloats(pcm24k), 24_000, 16_000);
    return speech
        .recognizer()
        .recognize(pcm, Effort.FINAL)
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  private byte[] say(String text, String voice) {
    return Sounds.all(speech.synthesizer().speak(new SynthesizerPort.Request(text, voice, 1.0)));
  }
}
