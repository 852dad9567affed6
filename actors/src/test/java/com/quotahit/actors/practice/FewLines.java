package com.quotahit.actors.practice;

import com.quotahit.core.voice.VoiceCapacity;
import java.util.Optional;

/** Room for as many calls as a test says. */
final class FewLines implements VoiceCapacity {
  volatile int free = 9;

  @Override
  public int capacity() {
    return 9;
  }

  @Override
  public int inUse() {
    return 9 - free;
  }

  @Override
  public synchronized Optional<Lease> tryAcquire() {
    if (free == 0) {
      return Optional.empty();
    }
    free--;
    return Optional.of(new Once());
  }

  private final class Once implements Lease {
    private boolean closed;

    @Override
    public void close() {
      synchronized (FewLines.this) {
        free += closed ? 0 : 1;
        closed = true;
      }
    }
  }
}
