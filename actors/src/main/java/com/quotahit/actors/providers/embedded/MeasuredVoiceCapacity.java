package com.quotahit.actors.providers.embedded;

import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.RecognizerPort.Effort;
import com.quotahit.core.voice.Resampler;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.VoiceCapacity;
import com.quotahit.core.voice.VoiceLeases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Measures with the real models how long this machine takes to speak and to hear, and how many
 * calls fit.
 *
 * <p>A start is a busy moment, so the measurement is taken three times and the best counts; none is
 * taken while a call is open. One call fits until the first result is there.
 */
public final class MeasuredVoiceCapacity implements VoiceCapacity {

  private static final String SAMPLE = "Could we look at the numbers together before Thursday?";
  private static final String VOICE = "af_heart";
  private static final List<Duration> MOMENTS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(45));
  private static final Duration MEASURED_WITHIN = Duration.ofSeconds(60);

  /** Phrases are being made ahead at a start; the measurement comes before them. */
  private static final int BEFORE_BACKGROUND_WORK = 60_000;

  private final EmbeddedSpeech speech;
  private final int cores = Runtime.getRuntime().availableProcessors();
  private final int synthesisThreads;
  private final int chosen;
  private final VoiceLeases leases = new VoiceLeases();
  private volatile int capacity;
  private volatile double bestSpeaking = Double.MAX_VALUE;
  private volatile double bestHearing = Double.MAX_VALUE;

  private MeasuredVoiceCapacity(EmbeddedSpeech speech, SpeechSettings settings) {
    this.speech = speech;
    this.synthesisThreads = settings.synthesisThreads();
    this.chosen = settings.maxCalls();
  }

  /** Begins to measure in the background when the models are loaded. */
  public static MeasuredVoiceCapacity of(EmbeddedSpeech speech, SpeechSettings settings) {
    var measured = new MeasuredVoiceCapacity(speech, settings);
    speech.ready().thenAccept(measured::begin);
    return measured;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  /** Whether the figure is measured, or chosen, and no longer the guess of the beginning. */
  public boolean settled() {
    return chosen > 0 || bestHearing < Double.MAX_VALUE;
  }

  @Override
  public int inUse() {
    return leases.inUse();
  }

  @Override
  public Optional<Lease> tryAcquire() {
    return leases.tryAcquire(capacity);
  }

  /**
   * Calls that fit. Each side of a call speaks half of the time; a quarter of the machine stays
   * free for the moments when both callers need it at once.
   *
   * @param speaking wall seconds of synthesis for a second of speech, with {@code threads} threads
   * @param hearing wall seconds of recognition for a second of speech, with one
   */
  static int fit(int cores, int threads, double speaking, double hearing) {
    double draftsOfLiveText = 0.1;
    double coresForACall =
        0.5 * speaking * Math.min(threads, cores) + 0.5 * (hearing + draftsOfLiveText);
    return Math.max(1, (int) (0.75 * cores / coresForACall));
  }

  private void begin(SpeechState state) {
    switch (state) {
      case SpeechState.Loading _, SpeechState.Unavailable _ -> {}
      case SpeechState.Ready _ -> {
        capacity = chosen > 0 ? chosen : 1;
        if (chosen == 0) {
          for (Duration moment : MOMENTS) {
            CompletableFuture.runAsync(
                this::measure,
                CompletableFuture.delayedExecutor(
                    moment.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread));
          }
        }
      }
    }
  }

  private void measure() {
    if (leases.inUse() > 0) {
      return;
    }
    try {
      byte[] spoken =
          new WholeSpeech(
                  speech
                      .synthesizer()
                      .speak(
                          new SynthesizerPort.Request(SAMPLE, VOICE, 1.0, BEFORE_BACKGROUND_WORK)))
              .within(MEASURED_WITHIN);
      long said = System.nanoTime();
      float[] pcm = Resampler.resample(Pcm16.toFloats(spoken), 24_000, 16_000);
      speech
          .recognizer()
          .recognize(pcm, Effort.FINAL)
          .toCompletableFuture()
          .get(MEASURED_WITHIN.toSeconds(), TimeUnit.SECONDS);
      double seconds = pcm.length / 16_000.0;
      if (leases.inUse() == 0) {
        bestSpeaking = speech.bestSynthesisPace();
        bestHearing = Math.min(bestHearing, (System.nanoTime() - said) / 1e9 / seconds);
        capacity = fit(cores, synthesisThreads, bestSpeaking, bestHearing);
      }
    } catch (Exception noResult) {
      // What was measured before stays; one call always fits while speech is ready.
    }
  }
}
