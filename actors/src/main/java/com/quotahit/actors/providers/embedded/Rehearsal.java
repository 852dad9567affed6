package com.quotahit.actors.providers.embedded;

import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.RecognizerPort.Effort;
import com.quotahit.core.voice.Resampler;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.VoiceActivityPort;
import com.quotahit.core.voice.VoiceActivityPort.Detector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has every model work once on what it will meet: clauses of two lengths are spoken, listened to
 * for speech, and heard as a draft and for good. Blocks.
 */
final class Rehearsal implements Runnable {

  /** None that is kept, or nothing would be made. */
  private static final List<String> CLAUSES =
      List.of(
          "Could you say that once more, please, and a little slower?",
          "Somebody picked up, and we are talking about the second quarter now.");

  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final SynthesizerPort voice;
  private final RecognizerPort hearing;
  private final VoiceActivityPort activity;

  Rehearsal(SynthesizerPort voice, RecognizerPort hearing, VoiceActivityPort activity) {
    this.voice = voice;
    this.hearing = hearing;
    this.activity = activity;
  }

  @Override
  public void run() {
    try (Detector detector = activity.open()) {
      for (String clause : CLAUSES) {
        float[] sound = Resampler.resample(Pcm16.toFloats(spoken(clause)), 24_000, 16_000);
        for (int at = 0;
            at + Detector.FRAME_SAMPLES <= sound.length;
            at += Detector.FRAME_SAMPLES) {
          detector.speechProbability(sound, at);
        }
        for (Effort effort : Effort.values()) {
          hearing
              .recognize(sound, effort)
              .toCompletableFuture()
              .get(WITHIN.toSeconds(), TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException notNow) {
      throw new IllegalStateException("a model did not do its first work", notNow);
    }
  }

  private byte[] spoken(String clause)
      throws InterruptedException, ExecutionException, TimeoutException {
    return new WholeSpeech(
            voice.speak(
                new SynthesizerPort.Request(clause, "af_heart", 1.0, (int) WITHIN.toMillis())))
        .within(WITHIN);
  }
}
