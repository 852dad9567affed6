package com.quotahit.core.voice;

import java.util.Comparator;
import java.util.List;

/**
 * A whole conversation as metrics see it.
 *
 * @param segments in any order
 * @param lengthMs of the call, silence before and after included
 */
public record Conversation(Medium medium, long lengthMs, List<Segment> segments) {

  public enum Medium {
    SPOKEN,
    /** Typed turns have no honest duration: everything that needs one is unknown. */
    TYPED
  }

  public Conversation {
    segments =
        segments.stream()
            .sorted(
                Comparator.comparingLong(Segment::startMs)
                    .thenComparingLong(Segment::endMs)
                    .thenComparing(Segment::side))
            .toList();
  }

  List<Segment> of(Side side) {
    return segments.stream().filter(segment -> segment.side() == side).toList();
  }

  /** True when at least one segment belongs to a known side. */
  boolean sidesKnown() {
    return segments.stream().anyMatch(segment -> segment.side() != Side.UNKNOWN);
  }
}
