package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.providers.embedded.EmbeddedSpeech;
import com.quotahit.actors.providers.embedded.VoicePackForTests;
import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.OpenAiSandboxSettings;
import com.quotahit.actors.sandbox.openai.SandboxFaculties;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.SynthesizerPort;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole call through the stand-in with real ears and a real voice, in real time. */
@Tag("actor")
@Tag("long")
class ARealtimeCallWithTheEmbeddedSpeech {

  private static final List<String> SAYS =
      List.of(
          "Hi Dana, do you have a minute to talk?",
          "We help sales teams practise their calls.",
          "What would it cost you to do nothing?",
          "Can we meet on Tuesday morning?",
          "Thank you very much for your time.");

  @Test
  void hears_understands_and_answers_in_good_time() throws Exception {
    EmbeddedSpeech speech = VoicePackForTests.speech();
    SandboxFaculties faculties =
        new SandboxFaculties(
            SandboxForTests.saying("Well, that depends. We looked at three tools last year."),
            Optional.of(speech.embedder()),
            Optional.of(speech.recognizer()),
            Optional.of(speech.synthesizer()),
            Optional.of(speech.voiceActivity()));
    for (boolean semantic : new boolean[] {false, true}) {
      talk(speech, faculties, semantic);
    }
  }

  private static void talk(EmbeddedSpeech speech, SandboxFaculties faculties, boolean semantic)
      throws Exception {
    EngineBrief brief =
        new EngineBrief("prs_x", "You are Dana.", "af_heart", 1, "en", List.of(), semantic);
    long[] waits = new long[SAYS.size()];
    int understood = 0;
    try (SandboxForTests sandbox =
            new SandboxForTests(OpenAiSandboxSettings.read(SandboxForTests.CONFIG), faculties);
        CallForTests call = new CallForTests(sandbox, OpenAiSandbox.KEY, "", brief);
        Microphone microphone = new Microphone(call)) {
      call.await(EngineSignal.Listening.class);
      for (int i = 0; i < SAYS.size(); i++) {
        byte[] sound = spoken(speech, SAYS.get(i));
        long ended = microphone.says(sound).get(20, TimeUnit.SECONDS);
        call.await(EngineSignal.TurnEnded.class);
        call.order(new EngineOrder.Respond(""));
        EngineSignal.ReplyStarted reply = call.await(EngineSignal.ReplyStarted.class);
        call.await(EngineSignal.ReplyAudio.class);
        waits[i] = (System.nanoTime() - ended) / 1_000_000;
        call.await(EngineSignal.ReplyDone.class, done -> done.reply().equals(reply.reply()));
      }
      for (EngineSignal signal : call.all) {
        if (signal instanceof EngineSignal.HeardFinal words) {
          System.out.println("heard: " + words.text());
          understood += SAYS.stream().anyMatch(said -> alike(said, words.text())) ? 1 : 0;
        }
      }
    }
    System.out.printf(
        "%s turns, embedded speech, end of speech to first sound: %s ms%n",
        semantic ? "semantic" : "server", Arrays.toString(waits));
    assertThat(understood).isGreaterThanOrEqualTo(3);
  }

  private static boolean alike(String said, String heard) {
    List<String> words = List.of(said.toLowerCase(Locale.ROOT).split("\\W+"));
    List<String> got = List.of(heard.toLowerCase(Locale.ROOT).split("\\W+"));
    return words.stream().filter(got::contains).count() >= words.size() * 0.7;
  }

  private static byte[] spoken(EmbeddedSpeech speech, String text) throws Exception {
    ByteArrayOutputStream sound = new ByteArrayOutputStream();
    CompletableFuture<byte[]> all = new CompletableFuture<>();
    speech
        .synthesizer()
        .speak(new SynthesizerPort.Request(text, "bm_george", 1, 60_000))
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(byte[] pcm) {
                sound.writeBytes(pcm);
              }

              @Override
              public void onError(Throwable failure) {
                all.completeExceptionally(failure);
              }

              @Override
              public void onComplete() {
                all.complete(sound.toByteArray());
              }
            });
    return withoutSilence(all.get(60, TimeUnit.SECONDS));
  }

  private static byte[] withoutSilence(byte[] pcm) {
    int end = pcm.length - 2;
    while (end > 0 && Math.abs((short) ((pcm[end] & 0xff) | pcm[end + 1] << 8)) < 500) {
      end -= 2;
    }
    return Arrays.copyOf(pcm, end + 2);
  }

  /** Twenty milliseconds of sound each twenty milliseconds, silence between the sentences. */
  private static final class Microphone implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger at = new AtomicInteger();
    private volatile byte[] sound = new byte[0];
    private volatile CompletableFuture<Long> ended = new CompletableFuture<>();

    Microphone(CallForTests call) {
      clock.scheduleAtFixedRate(
          () -> {
            byte[] frame = new byte[CallForTests.FRAME];
            int from = at.getAndAdd(frame.length);
            if (from < sound.length) {
              System.arraycopy(sound, from, frame, 0, Math.min(frame.length, sound.length - from));
            } else if (!ended.isDone()) {
              ended.complete(System.nanoTime());
            }
            call.order(new EngineOrder.Hear(frame));
          },
          0,
          20,
          TimeUnit.MILLISECONDS);
    }

    CompletableFuture<Long> says(byte[] next) {
      ended = new CompletableFuture<>();
      at.set(0);
      sound = next;
      return ended;
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }
}
