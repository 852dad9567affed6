package com.quotahit.core.voice;

import java.util.Optional;

/**
 * How many calls with the embedded voice this node carries without a stutter. Who opens a call
 * takes a lease first and gives it back when the call ends; without a lease the call is refused or
 * held as text.
 */
public interface VoiceCapacity {

  /** Calls that fit at the same time; 0 while speech is unavailable. */
  int capacity();

  /** Calls that are open now. */
  int inUse();

  /** Empty when no further call fits. */
  Optional<Lease> tryAcquire();

  /** One call's place; closing it twice is harmless. */
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }
}
