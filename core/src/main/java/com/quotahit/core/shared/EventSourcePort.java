package com.quotahit.core.shared;

import java.util.concurrent.CompletionStage;

/**
 * Where a process hears facts from: at least once, in order for each entity, also those of a time
 * when the process did not run.
 */
public interface EventSourcePort {

  /** What a process does about a fact; the next one of that slice waits for it to be done. */
  @FunctionalInterface
  interface Listener<E> {
    CompletionStage<?> hear(EntityId entity, long revision, Recorded<E> recorded);
  }

  /**
   * Starts to hear, once in the whole cluster.
   *
   * @param process its name for ever: under it stands how far it has heard
   * @param kind the kind of entity whose facts it hears
   */
  <E> void hear(String process, String kind, Class<E> event, Listener<E> listener);
}
