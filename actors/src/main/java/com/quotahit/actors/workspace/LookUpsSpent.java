package com.quotahit.actors.workspace;

import java.util.concurrent.RejectedExecutionException;

/**
 * So many secrets without a mark were shown to this node in this second that no more are looked up:
 * nobody knows whether this one is good, so it is neither let in nor called bad.
 */
public final class LookUpsSpent extends RejectedExecutionException {

  private static final long serialVersionUID = 1L;

  LookUpsSpent() {
    super("too many secrets without a mark");
  }

  /** Thrown by the thousand when somebody wants it so, and always from the same place. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
