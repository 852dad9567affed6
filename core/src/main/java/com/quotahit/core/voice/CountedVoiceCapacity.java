package com.quotahit.core.voice;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many calls and no more: for calls that a provider hears and speaks, which cost this node
 * little.
 */
public final class CountedVoiceCapacity implements VoiceCapacity {

  private final int capacity;
  private final AtomicInteger inUse = new AtomicInteger();

  public CountedVoiceCapacity(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int inUse() {
    return inUse.get();
  }

  @Override
  public Optional<Lease> tryAcquire() {
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
