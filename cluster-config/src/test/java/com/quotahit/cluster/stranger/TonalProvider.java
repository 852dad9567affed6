package com.quotahit.cluster.stranger;

import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.OpenAiSandboxSettings;
import com.quotahit.actors.sandbox.openai.SandboxFaculties;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.VoiceActivityPort;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A speech-to-speech provider outside the cluster whose every sound and word betrays whose it is.
 * It speaks to session <i>n</i> (its seed modulo 100) in tone <i>n</i> only, and all it ever says
 * is which words it has been told: so what a persona still knows can be read off any answer, and a
 * sound in the wrong call is heard at once. Words are {@code s07w16}: session 7, word 16. The
 * caller may type them, or play them as two tones.
 */
final class TonalProvider implements AutoCloseable {

  static final Pattern WORD = Pattern.compile("s(\\d\\d)w(\\d\\d)");

  /** The first tone that is a word's and not a session's. */
  static final int FIRST_WORD_TONE = 24;

  static final int SPOKEN_WORDS = Tones.COUNT - FIRST_WORD_TONE;
  private static final int TONE_MS = 320;
  private static final Pattern SEED = Pattern.compile("\"seed\":(\\d+)");
  private static final Pattern MARK = Pattern.compile("s(\\d\\d)");

  private final ActorSystem<Void> system;
  private final OpenAiSandbox.Running running;

  private TonalProvider(ActorSystem<Void> system, OpenAiSandbox.Running running) {
    this.system = system;
    this.running = running;
  }

  static TonalProvider start() {
    Config config =
        ConfigFactory.parseString(
                """
                pekko.actor.provider = local
                pekko.loglevel = WARNING
                pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                """)
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "provider", config);
    try {
      return new TonalProvider(
          system,
          OpenAiSandbox.start(
                  system,
                  OpenAiSandboxSettings.read(config).zeroDelay(),
                  new SandboxFaculties(
                      (messages, schema, _) ->
                          CompletableFuture.completedStage(
                              schema.isPresent() ? "{}" : answer(messages)),
                      Optional.empty(),
                      Optional.of(new Ear()),
                      Optional.of(TonalProvider::voice),
                      Optional.of(Activity::new)),
                  InstantSource.system())
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS));
    } catch (Exception failure) {
      system.terminate();
      throw new IllegalStateException(failure);
    }
  }

  /** What a node needs to take this for its provider, and to need no speech of its own. */
  Map<String, String> environment() {
    return Map.of(
        "OPENAI_BASE_URL",
        running.baseUrl().toString(),
        "OPENAI_API_KEY",
        "sk-sandbox-stranger",
        "QUOTAHIT_VOICE",
        "off");
  }

  static String word(int session, int number) {
    return "s%02dw%02d".formatted(session, number);
  }

  /** A word below {@link #SPOKEN_WORDS} as sound. */
  static byte[] spoken(int session, int number) {
    byte[] who = Tones.play(session, TONE_MS);
    byte[] what = Tones.play(FIRST_WORD_TONE + number, TONE_MS);
    byte[] both = Arrays.copyOf(who, who.length + what.length);
    System.arraycopy(what, 0, both, who.length, what.length);
    return both;
  }

  private static String answer(List<ChatMessage> messages) {
    List<String> known = new ArrayList<>();
    String whose = "s99";
    for (ChatMessage message : messages) {
      switch (message.role()) {
        case SYSTEM -> {
          Matcher seed = SEED.matcher(message.text());
          if (seed.find()) {
            whose = "s%02d".formatted(Long.parseLong(seed.group(1)) % 100);
          }
        }
        case USER -> {
          Matcher words = WORD.matcher(message.text());
          while (words.find()) {
            known.add(words.group());
          }
        }
        case ASSISTANT -> {}
      }
    }
    return whose + " knows " + String.join(" ", known);
  }

  private static Flow.Publisher<byte[]> voice(SynthesizerPort.Request request) {
    Matcher mark = MARK.matcher(request.text());
    byte[] sound = Tones.play(mark.find() ? Integer.parseInt(mark.group(1)) : 23, 400);
    return listener -> {
      AtomicBoolean over = new AtomicBoolean();
      listener.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              if (!over.getAndSet(true)) {
                listener.onNext(sound);
                listener.onComplete();
              }
            }

            @Override
            public void cancel() {
              over.set(true);
            }
          });
    };
  }

  /** Hears the two tones of a word. */
  private static final class Ear implements RecognizerPort {
    @Override
    public CompletionStage<String> recognize(float[] pcm16k, Effort effort) {
      int[] frames = new int[Tones.COUNT];
      Tones.in(pcm16k, 16_000).forEach(tone -> frames[tone]++);
      int session = most(frames, 0, FIRST_WORD_TONE);
      int number = most(frames, FIRST_WORD_TONE, Tones.COUNT) - FIRST_WORD_TONE;
      return CompletableFuture.completedStage(
          session < 0 || number < 0 ? "" : "Take " + word(session, number) + ".");
    }

    private static int most(int[] frames, int from, int to) {
      int best = -1;
      for (int tone = from; tone < to; tone++) {
        if (frames[tone] > (best < 0 ? 3 : frames[best])) {
          best = tone;
        }
      }
      return best;
    }
  }

  /** Whatever is not silent is speech. */
  private static final class Activity implements VoiceActivityPort.Detector {
    @Override
    public float speechProbability(float[] pcm16k, int offset) {
      return Tones.audible(pcm16k, offset, FRAME_SAMPLES) ? 1 : 0;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    running.stop();
    system.terminate();
  }
}
