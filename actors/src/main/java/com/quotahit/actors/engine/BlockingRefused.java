package com.quotahit.actors.engine;

import java.util.concurrent.RejectedExecutionException;

/** Blocking work that was not started, because its limit was full or it waited too long. */
public final class BlockingRefused extends RejectedExecutionException {

  private static final long serialVersionUID = 1L;

  private final String limit;

  BlockingRefused(String limit, String why) {
    super("limit '" + limit + "': " + why);
    this.limit = limit;
  }

  public String limit() {
    return limit;
  }
}
