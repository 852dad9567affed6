package com.quotahit.actors.providers.openai;

import java.util.ArrayDeque;

/**
 * Where a moment of one provider session lies in the whole call. The provider counts the sound it
 * was sent, so lost sound and a fresh session move the two apart.
 */
final class TurnPositions {

  /** Sound before the detected speech that the provider counts into it. */
  static final int PREFIX_MS = 300;

  private static final int BYTES_PER_MS = 48;

  /** Events come seconds after their sound: older gaps than these matter to none of them. */
  private static final int GAPS_MOST = 16;

  /** From this moment of the session on, the call is so far ahead. */
  private record Stretch(long fromMs, long offsetMs) {}

  private final ArrayDeque<Stretch> stretches = new ArrayDeque<>();
  private long sentBytes;

  TurnPositions() {
    stretches.add(new Stretch(0, 0));
  }

  /**
   * @param callBytes position of this piece's first byte in the call
   */
  void sent(long callBytes, int bytes) {
    long offsetMs = (callBytes - sentBytes) / BYTES_PER_MS;
    if (stretches.getLast().offsetMs() != offsetMs) {
      stretches.add(new Stretch(sentBytes / BYTES_PER_MS, offsetMs));
      if (stretches.size() > GAPS_MOST) {
        stretches.removeFirst();
      }
    }
    sentBytes += bytes;
  }

  long inCall(long sessionMs) {
    long offsetMs = stretches.getFirst().offsetMs();
    for (Stretch stretch : stretches) {
      if (stretch.fromMs() <= sessionMs) {
        offsetMs = stretch.offsetMs();
      }
    }
    return Math.max(0, sessionMs + offsetMs);
  }
}
