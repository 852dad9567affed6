package com.quotahit.actors.sandbox.openai;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** The faults that the next requests will meet, in order. */
public final class SandboxFaults {

  private static final int MOST = 1000;

  private final LinkedBlockingQueue<SandboxFault> waiting = new LinkedBlockingQueue<>(MOST);

  /** The next requests, one each, meet these. */
  public void next(SandboxFault... faults) {
    for (SandboxFault fault : faults) {
      waiting.add(fault);
    }
  }

  public void clear() {
    waiting.clear();
  }

  public Optional<SandboxFault> take() {
    return Optional.ofNullable(waiting.poll());
  }
}
