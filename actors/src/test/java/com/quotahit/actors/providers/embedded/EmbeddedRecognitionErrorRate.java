package com.quotahit.actors.providers.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.providers.embedded.Recordings.Recording;
import com.quotahit.core.voice.RecognizerPort.Effort;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How well the embedded recognition understands the shipped recordings: people, and the telephone.
 */
@Tag("actor")
class EmbeddedRecognitionErrorRate {

  private static final double PERCENT_MAX = 6;

  private final EmbeddedSpeech speech = VoicePackForTests.speech();
  private final List<Recording> recordings = Recordings.all();

  @Test
  void final_texts_are_right_but_for_a_few_words() {
    assertThat(errors(Effort.FINAL, 0).percent()).isLessThan(PERCENT_MAX);
  }

  @Test
  void drafts_are_good_enough_to_show() {
    assertThat(errors(Effort.DRAFT, 0).percent()).isLessThan(2 * PERCENT_MAX);
  }

  /** The models answer nothing at all to many clips that begin with a second of silence. */
  @Test
  void silence_before_the_speech_costs_no_words() {
    assertThat(errors(Effort.FINAL, 1_200).percent()).isLessThan(PERCENT_MAX);
  }

  private WordErrorRate errors(Effort effort, int silenceMs) {
    WordErrorRate all = WordErrorRate.NONE;
    for (Recording recording : recordings) {
      float[] clip = afterSilence(recording.pcm16k(), silenceMs);
      String heard =
          speech
              .recognizer()
              .recognize(clip, effort)
              .toCompletableFuture()
              .orTimeout(30, TimeUnit.SECONDS)
              .join();
      WordErrorRate one = WordErrorRate.of(recording.words(), heard);
      System.out.printf(
          "  %-28s %2d of %2d words wrong: %s%n",
          recording.name(), one.errors(), one.words(), heard);
      all = all.plus(one);
    }
    System.out.printf(
        "word error rate, %s text after %d ms of silence: %.1f %% (%d of %d words)%n",
        effort, silenceMs, all.percent(), all.errors(), all.words());
    return all;
  }

  /** Not digital silence: no microphone gives that. */
  private static float[] afterSilence(float[] speech, int silenceMs) {
    long seed = 5;
    var random = new Random(seed);
    float[] clip = new float[silenceMs * 16 + speech.length];
    for (int i = 0; i < silenceMs * 16; i++) {
      clip[i] = (float) (random.nextGaussian() * 0.0005);
    }
    System.arraycopy(speech, 0, clip, silenceMs * 16, speech.length);
    return clip;
  }
}
