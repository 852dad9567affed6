package com.quotahit.core.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * How long somebody spoke, nobody spoke, and both spoke; whole milliseconds, so that sums are
 * exact.
 */
final class SpeechTime {

  private record Span(long startMs, long endMs) {}

  private SpeechTime() {}

  static long total(List<Segment> segments) {
    return union(segments).stream().mapToLong(span -> span.endMs() - span.startMs()).sum();
  }

  static long both(List<Segment> ours, List<Segment> theirs) {
    long sum = 0;
    for (Span a : union(ours)) {
      for (Span b : union(theirs)) {
        sum += Math.max(0, Math.min(a.endMs(), b.endMs()) - Math.max(a.startMs(), b.startMs()));
      }
    }
    return sum;
  }

  static long longestSilence(List<Segment> segments, long lengthMs) {
    long longest = 0;
    long at = 0;
    for (Span span : union(segments)) {
      longest = Math.max(longest, span.startMs() - at);
      at = Math.max(at, span.endMs());
    }
    return Math.max(longest, lengthMs - at);
  }

  /** Segments sorted by start, overlapping ones melted together. */
  private static List<Span> union(List<Segment> segments) {
    List<Span> spans = new ArrayList<>();
    for (Segment segment : segments) {
      Span last = spans.isEmpty() ? null : spans.getLast();
      if (last != null && segment.startMs() <= last.endMs()) {
        spans.set(
            spans.size() - 1, new Span(last.startMs(), Math.max(last.endMs(), segment.endMs())));
      } else {
        spans.add(new Span(segment.startMs(), segment.endMs()));
      }
    }
    return spans;
  }
}
