package com.quotahit.actors.providers.embedded;

import com.quotahit.actors.providers.embedded.flite.FliteVoice;
import com.quotahit.actors.providers.embedded.kokoro.KokoroFloatGraph;
import com.quotahit.actors.providers.embedded.kokoro.KokoroModel;
import com.quotahit.actors.providers.embedded.kokoro.KokoroVoice;
import com.quotahit.actors.providers.embedded.kokoro.Pronunciation;
import com.quotahit.actors.providers.embedded.minilm.MiniLmEmbedder;
import com.quotahit.actors.providers.embedded.moonshine.MoonshineRecognizer;
import com.quotahit.actors.providers.embedded.silero.SileroVoiceActivity;
import com.quotahit.core.models.SentenceEmbedderPort;
import com.quotahit.core.voice.ReadySpeechPort;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.SpeechUnavailable;
import com.quotahit.core.voice.SpeechUnavailable.Reason;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.VoiceActivityPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The whole embedded stack behind its ports. Opening it returns at once and loads the models in the
 * background; until they are there, and when they cannot be had, the ports fail with {@link
 * SpeechUnavailable}. Sentence embeddings need no voice pack and come of themselves.
 */
public final class EmbeddedSpeech implements AutoCloseable {

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int REWRITE_SECONDS_MAX = 120;
  private static final int REHEARSAL_SECONDS_MAX = 20;

  private final InferenceLane hearing = new InferenceLane("speech-hearing", Math.max(2, CORES / 2));
  private final InferenceLane speaking;
  private final Map<String, String> names;
  private final InferenceLane meaning = new InferenceLane("speech-meaning", 1);

  private final CompletableFuture<SileroVoiceActivity> activity = new CompletableFuture<>();
  private final CompletableFuture<MoonshineRecognizer> recognizer = new CompletableFuture<>();
  private final CompletableFuture<EmbeddedSynthesizer> synthesizer = new CompletableFuture<>();
  private final CompletableFuture<MiniLmEmbedder> embedder = new CompletableFuture<>();
  private final CompletableFuture<SpeechState> ready;
  private volatile SpeechState state = new SpeechState.Loading();

  private EmbeddedSpeech(
      SpeechSettings settings, Map<String, String> names, CompletionStage<?> moment) {
    this.names = Map.copyOf(names);
    this.speaking =
        new InferenceLane("speech-speaking", Math.max(1, CORES / settings.synthesisThreads()));
    this.ready =
        CompletableFuture.allOf(activity, recognizer, synthesizer)
            .thenCompose(_ -> rehearsed())
            .handle((_, failure) -> failure == null ? readyState() : unavailable(failure))
            .thenApply(reached -> {
              state = reached;
              return reached;
            });
    moment.whenCompleteAsync((_, _) -> begin(settings), Thread::startVirtualThread);
  }

  /**
   * A model's first work is several times slower than its second, and it must not be somebody's
   * first word: each speaks and hears once before anybody is told that they can. A rehearsal that
   * fails or takes too long is no reason to be silent.
   */
  private CompletableFuture<?> rehearsed() {
    Rehearsal rehearsal = new Rehearsal(synthesizer.join(), recognizer.join(), activity.join());
    return CompletableFuture.runAsync(rehearsal, Thread::startVirtualThread)
        .completeOnTimeout(null, REHEARSAL_SECONDS_MAX, TimeUnit.SECONDS)
        .exceptionally(_ -> null);
  }

  private void begin(SpeechSettings settings) {
    load(embedder, "speech-load-meaning", () -> MiniLmEmbedder.open(meaning));
    if (settings.enabled()) {
      loadPack(settings);
    } else {
      failAll(
          new SpeechUnavailable(
              Reason.OFF, "embedded speech is switched off (QUOTAHIT_VOICE=off)"));
    }
  }

  public static EmbeddedSpeech open(SpeechSettings settings) {
    return openAfter(CompletableFuture.completedStage(null), settings, Map.of());
  }

  /**
   * Begins to load at {@code moment}, so that what is more urgent has the machine until then.
   *
   * @param names words that the dictionary lacks or says otherwise, with their sounds as it writes
   *     them
   */
  public static EmbeddedSpeech openAfter(
      CompletionStage<?> moment, SpeechSettings settings, Map<String, String> names) {
    return new EmbeddedSpeech(settings, names, moment);
  }

  public SpeechState state() {
    return state;
  }

  /** Completes, never with a failure, when it is known whether this node can hear and speak. */
  public CompletionStage<SpeechState> ready() {
    return ready.minimalCompletionStage();
  }

  /**
   * Completes when this node can hear and speak, fails with {@link SpeechUnavailable} when it
   * cannot.
   */
  public CompletionStage<?> usable() {
    return ready.thenApply(reached ->
        switch (reached) {
          case SpeechState.Ready able -> able;
          case SpeechState.Loading _ ->
              throw new SpeechUnavailable(
                  Reason.LOADING, "the speech models are still being loaded");
          case SpeechState.Unavailable(Reason reason, String message) ->
              throw new SpeechUnavailable(reason, message);
        });
  }

  public RecognizerPort recognizer() {
    return (pcm, effort) -> {
      synthesizer.thenAccept(EmbeddedSynthesizer::busy);
      return recognizer.thenCompose(port -> port.recognize(pcm, effort));
    };
  }

  /** Opening a detector before the models are loaded fails. */
  public VoiceActivityPort voiceActivity() {
    return () -> now(activity).open();
  }

  public SynthesizerPort synthesizer() {
    return request -> now(synthesizer).speak(request);
  }

  public ReadySpeechPort readySpeech() {
    return new ReadySpeechPort() {
      @Override
      public Optional<byte[]> ready(String text, String voice, double speed) {
        return synthesizer.isDone() && !synthesizer.isCompletedExceptionally()
            ? synthesizer.join().ready(text, voice, speed)
            : Optional.empty();
      }

      @Override
      public void prepare(Collection<String> texts, String voice, double speed) {
        // Looking for files may block, so not on the caller's thread.
        synthesizer.thenAcceptAsync(
            port -> port.prepare(texts, voice, speed), Thread::startVirtualThread);
      }

      @Override
      public void prepareFirst(Collection<String> texts, String voice, double speed) {
        synthesizer.thenAcceptAsync(
            port -> port.prepareFirst(texts, voice, speed), Thread::startVirtualThread);
      }
    };
  }

  public SentenceEmbedderPort embedder() {
    return text -> embedder.thenCompose(port -> port.embed(text));
  }

  /** The best so far; very large while there is none. */
  double bestSynthesisPace() {
    return synthesizer.isDone() && !synthesizer.isCompletedExceptionally()
        ? synthesizer.join().bestPace()
        : Double.MAX_VALUE;
  }

  /** Seconds of synthesis work for a second of speech, lately; 0 while there is none. */
  public double synthesisPace() {
    return synthesizer.isDone() && !synthesizer.isCompletedExceptionally()
        ? synthesizer.join().pace()
        : 0;
  }

  private void loadPack(SpeechSettings settings) {
    VoicePack pack;
    try {
      pack = VoicePack.at(settings.voicePack());
    } catch (SpeechUnavailable missing) {
      failAll(missing);
      return;
    }
    load(activity, "speech-load-activity", () -> new SileroVoiceActivity(pack.silero()));
    load(
        recognizer,
        "speech-load-recognizer",
        () ->
            MoonshineRecognizer.open(
                pack.directory().resolve("moonshine"),
                pack.moonshineVocabulary(),
                activity.join(),
                hearing,
                Math.min(2, CORES)));
    load(synthesizer, "speech-load-synthesizer", () -> openSynthesizer(settings, pack));
  }

  private EmbeddedSynthesizer openSynthesizer(SpeechSettings settings, VoicePack pack)
      throws Exception {
    var flite = CompletableFuture.supplyAsync(FliteVoice::open, Thread::startVirtualThread);
    var pronunciation = new CompletableFuture<Pronunciation>();
    load(
        pronunciation, "speech-load-words", () -> Pronunciation.read(pack.pronunciations(), names));
    if (!Files.exists(pack.kokoroFloat())) {
      rewriteInAnotherProcess(pack);
    }
    var model =
        new KokoroModel(
            pack.kokoroFloat(),
            pack.kokoroAlphabet(),
            pack.kokoroVoices(),
            settings.synthesisThreads());
    var phrases = new PhraseCache(pack.phrases(), settings.phrasesMax(), settings.phraseFilesMax());
    return new EmbeddedSynthesizer(
        new KokoroVoice(model, pronunciation.join(), speaking),
        flite.join(),
        phrases,
        settings.fastVoiceAfter());
  }

  /** It needs more heap than a server should keep, for five seconds, once. */
  private static void rewriteInAnotherProcess(VoicePack pack)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                KokoroFloatGraph.class.getName(),
                pack.kokoroShipped().toString(),
                pack.kokoroFloat().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!child.waitFor(REWRITE_SECONDS_MAX, TimeUnit.SECONDS)) {
      child.destroyForcibly();
    }
    if (!Files.exists(pack.kokoroFloat())) {
      throw new SpeechUnavailable(
          Reason.PACK_BROKEN,
          "could not prepare the voice model "
              + pack.kokoroFloat()
              + ". Maybe the directory cannot be written");
    }
  }

  private static <T> void load(CompletableFuture<T> into, String name, Callable<T> loading) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try {
            into.complete(loading.call());
          } catch (Throwable failure) {
            into.completeExceptionally(failure);
          }
        });
  }

  private void failAll(SpeechUnavailable why) {
    activity.completeExceptionally(why);
    recognizer.completeExceptionally(why);
    synthesizer.completeExceptionally(why);
  }

  private SpeechState readyState() {
    return new SpeechState.Ready(synthesizer.join().hasFastVoice());
  }

  private static SpeechState unavailable(Throwable failure) {
    SpeechUnavailable why = reason(failure);
    return new SpeechState.Unavailable(why.reason(), String.valueOf(why.getMessage()));
  }

  private static <T> T now(CompletableFuture<T> part) {
    if (!part.isDone()) {
      throw new SpeechUnavailable(Reason.LOADING, "the speech models are still being loaded");
    }
    try {
      return part.join();
    } catch (CompletionException failure) {
      throw reason(failure);
    }
  }

  private static SpeechUnavailable reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof SpeechUnavailable known
        ? known
        : new SpeechUnavailable(Reason.PACK_BROKEN, "a speech model could not be loaded: " + cause);
  }

  @Override
  public void close() {
    hearing.close();
    speaking.close();
    meaning.close();
  }
}
