package com.quotahit.actors.workspace;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes secrets of 256 bits as texts that fit into a cookie and a link. */
final class SecretTexts {

  private static final int BYTES = 32;

  private final RandomGenerator random;

  /**
   * @param random must be unguessable
   */
  SecretTexts(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
