package com.quotahit.actors.providers.embedded;

import com.quotahit.actors.providers.embedded.InferenceLane.Rank;
import com.quotahit.actors.providers.embedded.kokoro.KokoroVoice;
import com.quotahit.core.voice.SynthesizerPort;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes phrases ahead, one at a time and only while nobody hears or speaks: a call in progress has
 * the machine for itself.
 */
final class PhraseLarder {

  /** More wishes than that are forgotten; the phrases are then made when they are needed. */
  private static final int WISHES_MAX = 2_000;

  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final KokoroVoice kokoro;
  private final PhraseCache phrases;
  private final ArrayBlockingQueue<Wish> wishes = new ArrayBlockingQueue<>(WISHES_MAX);
  private final AtomicBoolean working = new AtomicBoolean();
  private volatile long lastBusy = System.nanoTime();

  private record Wish(String text, String voice, double speed) {}

  PhraseLarder(KokoroVoice kokoro, PhraseCache phrases) {
    this.kokoro = kokoro;
    this.phrases = phrases;
  }

  /** Somebody hears or speaks now. */
  void busy() {
    lastBusy = System.nanoTime();
  }

  void wish(String text, String voice, double speed) {
    // Reading a file needs no quiet.
    if (phrases.anywhere(PhraseCache.key(text, voice, speed)).isPresent()) {
      return;
    }
    wishes.offer(new Wish(text, voice, speed));
    if (!working.getAndSet(true)) {
      next();
    }
  }

  private void next() {
    if (System.nanoTime() - lastBusy < QUIET_NANOS) {
      later();
      return;
    }
    Wish wish = wishes.poll();
    if (wish == null) {
      working.set(false);
      return;
    }
    String key = PhraseCache.key(wish.text, wish.voice, wish.speed);
    if (phrases.anywhere(key).isPresent()) {
      CompletableFuture.runAsync(this::next, Thread::startVirtualThread);
      return;
    }
    kokoro
        .speak(wish.text, wish.voice, wish.speed, Rank.BACKGROUND, SynthesizerPort.BACKGROUND)
        .whenComplete((sound, failure) -> {
          if (failure == null) {
            phrases.keepForGood(key, sound);
          }
          CompletableFuture.runAsync(this::next, Thread::startVirtualThread);
        });
  }

  private void later() {
    CompletableFuture.runAsync(
        this::next,
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Thread::startVirtualThread));
  }
}
