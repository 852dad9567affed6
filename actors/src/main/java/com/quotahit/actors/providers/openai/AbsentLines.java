package com.quotahit.actors.providers.openai;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines on which no session can be opened, as their servers said: many that speak OpenAI's protocol
 * have no speech. Believed for a while only, since servers are given what they lack.
 */
final class AbsentLines {

  private static final Duration BELIEVED = Duration.ofMinutes(10);

  /** One more is as good as forgotten: it is asked again. */
  private static final int MOST = 1_000;

  private final Map<String, Long> since = new LinkedHashMap<>();

  synchronized void add(String line) {
    since.remove(line);
    since.put(line, System.nanoTime());
    if (since.size() > MOST) {
      since.remove(since.keySet().iterator().next());
    }
  }

  synchronized boolean has(String line) {
    Long told = since.get(line);
    if (told == null) {
      return false;
    }
    if (System.nanoTime() - told < BELIEVED.toNanos()) {
      return true;
    }
    since.remove(line);
    return false;
  }
}
