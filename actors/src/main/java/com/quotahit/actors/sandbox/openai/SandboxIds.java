package com.quotahit.actors.sandbox.openai;

import java.util.concurrent.atomic.AtomicLong;

/** Ids in the provider's style; counted, so that a run is repeatable. */
final class SandboxIds {

  private final AtomicLong next = new AtomicLong();

  String next(String prefix) {
    return "%s_sandbox%08d".formatted(prefix, next.incrementAndGet());
  }
}
