package com.quotahit.core.voice;

import com.quotahit.core.voice.VoiceCapacity.Lease;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The leases that are out: never more than allowed at the moment, each given back once. */
public final class VoiceLeases {

  private final AtomicInteger inUse = new AtomicInteger();

  public int inUse() {
    return inUse.get();
  }

  /**
   * @param capacity leases that may be out at once; none is taken away when it shrinks
   */
  public Optional<Lease> tryAcquire(int capacity) {
    int before = inUse.getAndUpdate(used -> used < capacity ? used + 1 : used);
    if (before >= capacity) {
      return Optional.empty();
    }
    AtomicBoolean held = new AtomicBoolean(true);
    return Optional.of(() -> {
      if (held.getAndSet(false)) {
        inUse.decrementAndGet();
      }
    });
  }
}
