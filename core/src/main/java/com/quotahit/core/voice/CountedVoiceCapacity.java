package com.quotahit.core.voice;

import java.util.Optional;

/**
 * So many calls and no more: for calls that a provider hears and speaks, which cost this node
 * little.
 */
public final class CountedVoiceCapacity implements VoiceCapacity {

  private final int capacity;
  private final VoiceLeases leases = new VoiceLeases();

  public CountedVoiceCapacity(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int inUse() {
    return leases.inUse();
  }

  @Override
  public Optional<Lease> tryAcquire() {
    return leases.tryAcquire(capacity);
  }
}
