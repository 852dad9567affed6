package com.quotahit.actors.voice;

import java.util.ArrayDeque;

/**
 * The line along which a call is measured: the caller's sound, sample by sample, over all its
 * connections. Where the client left something out (it says when it captured), the line goes on
 * without sound, but never further than time has passed: the recording grows with it. The clock
 * only tells where on the line "now" is.
 */
final class CallLine {

  private static final int BYTES_PER_MS = 48;
  private static final int GAP_MS = 500;
  private static final int GAP_MS_MAX = 600_000;
  private static final int GAPS_KEPT = 64;

  /** What a client may have kept while it had no line, and sends faster than it was spoken. */
  private static final int KEPT_MS_MAX = 15_000;

  private record Gap(long engineMs, long shiftMs) {}

  private final ArrayDeque<Gap> gaps = new ArrayDeque<>();
  private final long offsetMs;
  private long soundBytes;
  private long shiftMs;
  private long skewMs = Long.MIN_VALUE;
  private int firstCapture;
  private long firstClock;
  private boolean begun;

  CallLine(long offsetMs) {
    this.offsetMs = offsetMs;
  }

  /** Takes note of a frame; answers how much was left out before it, in milliseconds. */
  long heard(long clockMs, int captureMs, int bytes) {
    long left = 0;
    if (!begun) {
      begun = true;
      firstCapture = captureMs;
      firstClock = clockMs;
    } else {
      // 32 bit arithmetic: the client's clock may wrap.
      long claimed = captureMs - firstCapture;
      long behind = Math.min(claimed, clockMs - firstClock + KEPT_MS_MAX) - (soundMs() + shiftMs);
      if (behind > GAP_MS && behind <= GAP_MS_MAX) {
        left = behind;
        shiftMs += behind;
        gaps.addLast(new Gap(soundMs(), shiftMs));
        if (gaps.size() > GAPS_KEPT) {
          gaps.removeFirst();
        }
      }
    }
    soundBytes += bytes;
    long skew = clockMs - (soundMs() + shiftMs);
    skewMs = skewMs == Long.MIN_VALUE ? skew : Math.min(skew, skewMs + 1);
    return left;
  }

  /** Sound of the caller so far on this connection. */
  long soundMs() {
    return soundBytes / BYTES_PER_MS;
  }

  /** Where on the line the engine's position lies. */
  long ofEngine(long engineMs) {
    long shift = 0;
    for (Gap gap : gaps) {
      if (gap.engineMs <= engineMs) {
        shift = gap.shiftMs;
      }
    }
    return offsetMs + engineMs + shift;
  }

  /** Where on the line the moment lies. */
  long ofClock(long clockMs) {
    return offsetMs + Math.max(0, clockMs - (begun ? skewMs : 0));
  }
}
