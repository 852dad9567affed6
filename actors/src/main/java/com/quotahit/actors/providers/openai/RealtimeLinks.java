package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.openai.RealtimeDialogue.Alarm;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one call: the one in use, the fresh one that will follow it, and how often a lost
 * one is sought again.
 */
final class RealtimeLinks {

  private static final Duration RENEW_AGAIN = Duration.ofSeconds(20);

  private final OpenAiSettings.Realtime settings;
  private final Supplier<RealtimeLink> opener;
  private final RandomGenerator random;
  private final Consumer<Alarm> noAlarm;
  private final BiConsumer<Alarm, Duration> alarm;
  private @Nullable RealtimeLink current;
  private @Nullable RealtimeLink fresh;
  private int failures;
  private int renewals;

  RealtimeLinks(
      OpenAiSettings.Realtime settings,
      Supplier<RealtimeLink> opener,
      RandomGenerator random,
      BiConsumer<Alarm, Duration> alarm,
      Consumer<Alarm> noAlarm) {
    this.settings = settings;
    this.opener = opener;
    this.random = random;
    this.alarm = alarm;
    this.noAlarm = noAlarm;
  }

  @Nullable RealtimeLink current() {
    return current;
  }

  boolean knows(RealtimeLink link) {
    return link == current || link == fresh;
  }

  boolean isFresh(RealtimeLink link) {
    return link == fresh;
  }

  void open() {
    current = opener.get();
  }

  /** The session in use has served; its place is taken by another at once. */
  void replace() {
    close();
    renewals = 0;
    noAlarm.accept(Alarm.RENEW);
    noAlarm.accept(Alarm.SESSION);
    open();
  }

  /** Begins to follow the session in use with a fresh one; at the last call, quiet or not. */
  void renew() {
    renewals++;
    alarm.accept(Alarm.RENEW, renewals == 1 ? settings.renewGrace() : RENEW_AGAIN);
    if (fresh == null) {
      fresh = opener.get();
    }
  }

  /** The fresh session becomes the one in use, at a quiet moment or when its grace is over. */
  Optional<RealtimeLink> takeFresh(boolean quiet) {
    RealtimeLink next = fresh;
    if (next == null || !next.ready() || !quiet && renewals < 2) {
      return Optional.empty();
    }
    if (current != null) {
      current.close();
    }
    current = next;
    fresh = null;
    renewals = 0;
    return Optional.of(next);
  }

  void dropFresh() {
    if (fresh != null) {
      fresh.close();
      fresh = null;
    }
  }

  /** A session that took too long to be accepted. */
  Optional<RealtimeLink> stalled() {
    return Optional.ofNullable(fresh != null ? fresh : current).filter(link -> !link.ready());
  }

  void settled() {
    failures = 0;
  }

  /** Seeks the session again after a growing wait; false when it was sought often enough. */
  boolean lost() {
    if (current != null) {
      current.close();
      current = null;
    }
    dropFresh();
    renewals = 0;
    noAlarm.accept(Alarm.RENEW);
    noAlarm.accept(Alarm.SESSION);
    if (failures >= settings.reconnectsMax()) {
      return false;
    }
    long wait =
        Math.min(
            settings.reconnectWait().toMillis() << failures,
            settings.reconnectWaitMax().toMillis());
    failures++;
    alarm.accept(Alarm.RECONNECT, Duration.ofMillis(wait / 2 + random.nextLong(wait / 2 + 1)));
    return true;
  }

  void close() {
    dropFresh();
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
