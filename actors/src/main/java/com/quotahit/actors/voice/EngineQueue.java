package com.quotahit.actors.voice;

import com.quotahit.core.voice.EngineOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Orders on their way to the engine. Sound waits at most ten seconds, the oldest is dropped first
 * and counted; everything else is kept, for it is little and must not be lost.
 */
final class EngineQueue {

  private static final int SOUND_BYTES_MAX = 10_000 * ReplySound.BYTES_PER_MS;

  private final ArrayDeque<EngineOrder> waiting = new ArrayDeque<>();
  private int soundBytes;
  private long handedBytes;
  private long dropped;

  void add(EngineOrder order) {
    waiting.add(order);
    if (order instanceof EngineOrder.Hear(byte[] pcm)) {
      soundBytes += pcm.length;
      if (soundBytes > SOUND_BYTES_MAX) {
        dropOldest();
      }
    }
  }

  @Nullable EngineOrder poll() {
    EngineOrder next = waiting.poll();
    if (next instanceof EngineOrder.Hear(byte[] pcm)) {
      soundBytes -= pcm.length;
      handedBytes += pcm.length;
    }
    return next;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Sound given to the engine so far. */
  long handedMs() {
    return handedBytes / ReplySound.BYTES_PER_MS;
  }

  long takeDropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }

  /** Only sound of the past is worthless now. */
  void dropSound() {
    waiting.removeIf(order -> order instanceof EngineOrder.Hear);
    soundBytes = 0;
  }

  private void dropOldest() {
    var each = waiting.iterator();
    while (soundBytes > SOUND_BYTES_MAX && each.hasNext()) {
      if (each.next() instanceof EngineOrder.Hear(byte[] pcm)) {
        soundBytes -= pcm.length;
        dropped++;
        each.remove();
      }
    }
  }
}
