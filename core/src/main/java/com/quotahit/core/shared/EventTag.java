package com.quotahit.core.shared;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The journal tag by which readers divide the events of one kind among themselves. All events of
 * one entity carry the same tag, so that a reader sees them in order. The number of slices is fixed
 * for ever: it is written into the journal.
 */
public final class EventTag {

  public static final int SLICES = 4;

  private EventTag() {}

  public static String of(String kind, EntityId entity) {
    return kind + "-" + Math.floorMod(entity.toString().hashCode(), SLICES);
  }

  public static List<String> all(String kind) {
    return IntStream.range(0, SLICES).mapToObj(slice -> kind + "-" + slice).toList();
  }
}
