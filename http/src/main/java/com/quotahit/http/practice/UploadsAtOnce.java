package com.quotahit.http.practice;

import com.quotahit.core.shared.UserId;
import java.util.HashMap;
import java.util.Map;

/**
 * How many files are being taken in at once, on this node: each lies in memory until it is read, so
 * few at a time, and nobody takes all the places.
 */
final class UploadsAtOnce {

  private static final int ALL_MAX = 6;
  private static final int EACH_MAX = 2;

  private final Map<UserId, Integer> underWay = new HashMap<>();
  private int all;

  /** False when there is no place now; true must be followed by {@link #left}. */
  synchronized boolean entered(UserId user) {
    int own = underWay.getOrDefault(user, 0);
    if (all >= ALL_MAX || own >= EACH_MAX) {
      return false;
    }
    all++;
    underWay.put(user, own + 1);
    return true;
  }

  synchronized void left(UserId user) {
    all--;
    underWay.computeIfPresent(user, (_, own) -> own > 1 ? own - 1 : null);
  }
}
