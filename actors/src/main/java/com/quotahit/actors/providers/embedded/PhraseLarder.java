package com.quotahit.actors.providers.embedded;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes phrases ahead, one at a time and only while nobody hears or speaks: a call in progress has
 * the machine for itself.
 */
final class PhraseLarder {

  /** More wishes than that are forgotten; the phrases are then made when they are needed. */
  private static final int WISHES_MAX = 2_000;

  /** Nobody spoke or was heard for so long. */
  static final Duration QUIET = Duration.ofSeconds(3);

  /** Makes the sound of a phrase. */
  interface Kitchen {
    CompletableFuture<byte[]> make(String text, String voice, double speed);
  }

  private final Kitchen kitchen;
  private final long quietNanos;
  private final PhraseCache phrases;
  private final LinkedBlockingDeque<Wish> wishes = new LinkedBlockingDeque<>(WISHES_MAX);
  private final AtomicBoolean working = new AtomicBoolean();
  private volatile long lastBusy = System.nanoTime();

  private record Wish(String text, String voice, double speed) {
    String key() {
      return PhraseCache.key(text, voice, speed);
    }
  }

  PhraseLarder(Kitchen kitchen, PhraseCache phrases, Duration quiet) {
    this.kitchen = kitchen;
    this.phrases = phrases;
    this.quietNanos = quiet.toNanos();
  }

  /** Somebody hears or speaks now. */
  void busy() {
    lastBusy = System.nanoTime();
  }

  void wish(String text, String voice, double speed) {
    Wish wish = new Wish(text, voice, speed);
    if (!isThere(wish)) {
      wishes.offerLast(wish);
      begin();
    }
  }

  /** Before all others; where there are too many, the last of them is forgotten for it. */
  void wishFirst(String text, String voice, double speed) {
    Wish wish = new Wish(text, voice, speed);
    if (!isThere(wish)) {
      while (!wishes.offerFirst(wish)) {
        wishes.pollLast();
      }
      begin();
    }
  }

  /** Reading a file needs no quiet. */
  private boolean isThere(Wish wish) {
    return phrases.anywhere(wish.key()).isPresent();
  }

  private void begin() {
    if (!working.getAndSet(true)) {
      next();
    }
  }

  private void next() {
    if (System.nanoTime() - lastBusy < quietNanos) {
      later();
      return;
    }
    Wish wish = wishes.poll();
    if (wish == null) {
      working.set(false);
      return;
    }
    String key = wish.key();
    if (isThere(wish)) {
      CompletableFuture.runAsync(this::next, Thread::startVirtualThread);
      return;
    }
    kitchen
        .make(wish.text, wish.voice, wish.speed)
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
