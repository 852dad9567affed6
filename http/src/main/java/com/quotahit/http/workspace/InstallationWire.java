package com.quotahit.http.workspace;

import java.util.List;

/**
 * What everybody may know of this installation.
 *
 * @param simulated kinds of providers that the sandbox stands in for
 */
public record InstallationWire(
    String name, String version, boolean sandbox, List<String> simulated, Voice voice) {

  /**
   * @param capacity calls that this node can still take
   */
  public record Voice(boolean available, List<String> engines, int capacity) {}
}
