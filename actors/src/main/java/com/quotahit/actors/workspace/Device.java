package com.quotahit.actors.workspace;

import java.net.InetAddress;
import java.util.Optional;

/**
 * From where somebody comes.
 *
 * @param mark what the device kept from an earlier sign-in of anybody's; a secret
 * @param requestId of the request that it comes with
 */
public record Device(InetAddress from, String userAgent, Optional<String> mark, String requestId) {

  /** One that keeps nothing. */
  public Device(InetAddress from, String userAgent) {
    this(from, userAgent, Optional.empty(), "");
  }

  /** As it comes the next time. */
  Device with(String given) {
    return new Device(from, userAgent, Optional.of(given), requestId);
  }

  /** Without its mark. */
  @Override
  public String toString() {
    return "Device[" + userAgent + "]";
  }
}
