package com.quotahit.actors.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What was read last of something that is read anew whenever it changes. Readings may end in
 * another order than they began; the one that began later knows more, so it stays.
 */
public final class Newest<T> {

  private final AtomicLong begun = new AtomicLong();
  private long taken;
  private volatile T value;

  public Newest(T before) {
    this.value = before;
  }

  public T get() {
    return value;
  }

  /**
   * Reads anew on the calling thread.
   *
   * @return whether something else is known now
   */
  public boolean read(Supplier<T> reading) {
    long number = begun.incrementAndGet();
    T found = reading.get();
    synchronized (this) {
      if (number < taken) {
        return false;
      }
      taken = number;
      boolean other = !found.equals(value);
      value = found;
      return other;
    }
  }
}
