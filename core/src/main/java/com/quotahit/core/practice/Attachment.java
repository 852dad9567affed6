package com.quotahit.core.practice;

/**
 * Who carries the call now.
 *
 * @param epoch rises with every attach; whoever acts under an older one is refused, so two nodes
 *     never speak in one call
 * @param client the browser or program that holds the call, so that its own return is told from a
 *     second tab
 * @param node the incarnation of the node that holds the socket; when it is gone, the call is
 *     interrupted
 */
public record Attachment(long epoch, String client, String node) {

  /** Typed sessions have no connection to hold. */
  public static final Attachment NONE = new Attachment(0, "", "");
}
