package com.quotahit.core.voice;

/**
 * One uninterrupted stretch of one side's speech, or one typed message.
 *
 * @param startMs from the start of the call
 */
public record Segment(Side side, long startMs, long endMs, String text) {

  public Segment {
    if (startMs < 0 || endMs < startMs) {
      throw new IllegalArgumentException("segment from " + startMs + " to " + endMs + " ms");
    }
  }

  long durationMs() {
    return endMs - startMs;
  }
}
