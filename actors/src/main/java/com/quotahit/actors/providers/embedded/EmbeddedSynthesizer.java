package com.quotahit.actors.providers.embedded;

import com.quotahit.actors.providers.embedded.InferenceLane.Rank;
import com.quotahit.actors.providers.embedded.flite.FliteVoice;
import com.quotahit.actors.providers.embedded.kokoro.KokoroVoice;
import com.quotahit.core.voice.ReadySpeechPort;
import com.quotahit.core.voice.SynthesizerPort;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Speech by the voice model, by memory where the phrase was spoken before, and by the fast voice
 * where the model would come too late.
 */
public final class EmbeddedSynthesizer implements SynthesizerPort, ReadySpeechPort {

  /** Phrases up to this length come again; longer ones only fill memory. */
  private static final int WORTH_KEEPING = 40;

  private final KokoroVoice kokoro;
  private final Optional<FliteVoice> flite;
  private final PhraseCache phrases;
  private final PhraseLarder larder;
  private final int lateMs;
  private final String usualVoice;
  private final AtomicLong byFastVoice = new AtomicLong();

  EmbeddedSynthesizer(
      KokoroVoice kokoro,
      Optional<FliteVoice> flite,
      PhraseCache phrases,
      Duration fastVoiceAfter) {
    this.kokoro = kokoro;
    this.flite = flite;
    this.phrases = phrases;
    this.larder =
        new PhraseLarder(
            (text, voice, speed) -> kokoro.speak(text, voice, speed, Rank.BACKGROUND, BACKGROUND),
            phrases,
            PhraseLarder.QUIET);
    this.lateMs = Math.toIntExact(fastVoiceAfter.toMillis());
    this.usualVoice = "af_heart";
  }

  @Override
  public Flow.Publisher<byte[]> speak(Request request) {
    return new SoundPublisher(() -> make(request));
  }

  @Override
  public Optional<byte[]> ready(String text, String voice, double speed) {
    return phrases.inMemory(PhraseCache.key(text, known(voice), speed));
  }

  @Override
  public void prepare(Collection<String> texts, String voice, double speed) {
    String speaker = known(voice);
    texts.forEach(text -> larder.wish(text, speaker, speed));
  }

  @Override
  public void prepareFirst(Collection<String> texts, String voice, double speed) {
    String speaker = known(voice);
    // The last one put in front is the first one made.
    List.copyOf(texts).reversed().forEach(text -> larder.wishFirst(text, speaker, speed));
  }

  /** Somebody hears or speaks now; phrases can wait. */
  void busy() {
    larder.busy();
  }

  /** Seconds of work for a second of speech, lately. */
  public double pace() {
    return kokoro.pace();
  }

  /** The same at its best since the start. */
  public double bestPace() {
    return kokoro.bestPace();
  }

  boolean hasFastVoice() {
    return flite.isPresent();
  }

  /** Clauses that the fast voice took because the model would have come too late. */
  public long byFastVoice() {
    return byFastVoice.get();
  }

  private CompletableFuture<byte[]> make(Request request) {
    larder.busy();
    String voice = known(request.voice());
    String key = PhraseCache.key(request.text(), voice, request.speed());
    Optional<byte[]> spoken = phrases.inMemory(key);
    if (spoken.isPresent()) {
      return CompletableFuture.completedFuture(spoken.get());
    }
    if (request.text().chars().noneMatch(Character::isLetterOrDigit)) {
      return CompletableFuture.completedFuture(new byte[0]);
    }
    boolean background = request.slackMs() == BACKGROUND;
    if (!background && flite.isPresent() && late(request)) {
      byFastVoice.incrementAndGet();
      return flite.get().speak(request.text(), voice);
    }
    Rank rank = background ? Rank.BACKGROUND : Rank.LIVE;
    CompletableFuture<byte[]> sound =
        kokoro.speak(request.text(), voice, request.speed(), rank, request.slackMs());
    if (request.text().length() <= WORTH_KEEPING) {
      sound.thenAccept(pcm -> phrases.keep(key, pcm));
    }
    return background || flite.isEmpty() ? sound : orFastVoice(request, voice, sound, flite.get());
  }

  /** What waits before the clause would make it late. */
  private boolean late(Request request) {
    return kokoro.waitMs() > request.slackMs() + lateMs;
  }

  /** Plans fail on a busy machine: when the sound is not there in time, the fast voice says it. */
  private CompletableFuture<byte[]> orFastVoice(
      Request request, String voice, CompletableFuture<byte[]> sound, FliteVoice fast) {
    long patience = (long) request.slackMs() + lateMs + kokoro.workMs(request.text());
    var first = new CompletableFuture<byte[]>();
    sound.whenComplete((pcm, failure) -> {
      if (failure == null) {
        first.complete(pcm);
      } else if (!sound.isCancelled()) {
        first.completeExceptionally(failure);
      }
    });
    CompletableFuture<Void> takeover =
        CompletableFuture.runAsync(
            () -> {
              if (!first.isDone()) {
                byFastVoice.incrementAndGet();
                sound.cancel(false);
                fast.speak(request.text(), voice)
                    .whenComplete((pcm, failure) -> {
                      if (failure == null) {
                        first.complete(pcm);
                      } else {
                        first.completeExceptionally(failure);
                      }
                    });
              }
            },
            CompletableFuture.delayedExecutor(patience, TimeUnit.MILLISECONDS, Runnable::run));
    first.whenComplete((_, _) -> {
      takeover.cancel(false);
      sound.cancel(false);
    });
    return first;
  }

  private String known(String voice) {
    return kokoro.has(voice) ? voice : usualVoice;
  }
}
