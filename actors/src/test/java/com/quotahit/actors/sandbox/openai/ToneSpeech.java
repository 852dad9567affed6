package com.quotahit.actors.sandbox.openai;

import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.SimulatedMindPort;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.VoiceActivityPort;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SubmissionPublisher;

/**
 * Ears, voice and mind for tests: a tone is speech, words come from a script, and each letter is
 * spoken for ten milliseconds.
 */
public final class ToneSpeech {

  public static final int MS_PER_LETTER = 10;

  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private final List<List<ChatMessage>> asked = new CopyOnWriteArrayList<>();

  /** What the recogniser will understand next. */
  public ToneSpeech hears(String... texts) {
    heard.addAll(List.of(texts));
    return this;
  }

  /** What the mind will say next; the last one is repeated. */
  public ToneSpeech answers(String... texts) {
    answers.addAll(List.of(texts));
    return this;
  }

  /** The mind thinks until this is done. */
  public ToneSpeech thinksUntil(CompletableFuture<Void> gate) {
    this.gate = gate;
    return this;
  }

  /** What the mind was asked, each time. */
  public List<List<ChatMessage>> asked() {
    return asked;
  }

  public SandboxFaculties faculties() {
    return new SandboxFaculties(
        mind(),
        Optional.empty(),
        Optional.of(recognizer()),
        Optional.of(synthesizer()),
        Optional.of(activity()));
  }

  private SimulatedMindPort mind() {
    return (messages, _, _) -> {
      asked.add(messages);
      String next = answers.size() > 1 ? answers.poll() : answers.peek();
      return gate.thenApply(_ -> next == null ? "Go on." : next);
    };
  }

  private RecognizerPort recognizer() {
    return (_, effort) ->
        CompletableFuture.completedFuture(
            effort == RecognizerPort.Effort.DRAFT
                ? Optional.ofNullable(heard.peek()).orElse("")
                : Optional.ofNullable(heard.poll()).orElse("Mm-hm."));
  }

  private static SynthesizerPort synthesizer() {
    return request ->
        subscriber -> {
          SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 16);
          publisher.subscribe(subscriber);
          publisher.submit(tone(request.text().length() * MS_PER_LETTER));
          publisher.close();
        };
  }

  private static VoiceActivityPort activity() {
    return () ->
        new VoiceActivityPort.Detector() {
          @Override
          public float speechProbability(float[] pcm16k, int offset) {
            double sum = 0;
            for (int i = offset; i < offset + FRAME_SAMPLES; i++) {
              sum += pcm16k[i] * pcm16k[i];
            }
            return sum / FRAME_SAMPLES > 0.001 ? 0.95f : 0.02f;
          }

          @Override
          public void reset() {}

          @Override
          public void close() {}
        };
  }

  /** A tone of 300 Hz: PCM16, 24 kHz. */
  public static byte[] tone(int ms) {
    byte[] pcm = new byte[ms * 48];
    for (int i = 0; i < pcm.length / 2; i++) {
      short sample = (short) (8000 * Math.sin(2 * Math.PI * 300 * i / 24_000));
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
    return pcm;
  }
}
