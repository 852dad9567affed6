package com.quotahit.persistence.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a world that is broken for now, where trying again helps, from a fact that never fits. */
final class Transience {

  /**
   * Connection lost, transaction rolled back by the server, out of resources, not in the right
   * state or locked, stopped by an operator or a timeout, disk failure.
   */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

  private Transience() {}

  static boolean passing(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException
          || cause instanceof IOException
          || cause instanceof RejectedExecutionException) {
        return true;
      }
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null || PASSING.contains(state.substring(0, 2));
      }
    }
    return false;
  }
}
