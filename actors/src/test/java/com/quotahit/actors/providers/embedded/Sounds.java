package com.quotahit.actors.providers.embedded;

import java.time.Duration;
import java.util.concurrent.Flow;

/** Waits for all the sound of a publisher. */
public final class Sounds {

  private Sounds() {}

  public static byte[] all(Flow.Publisher<byte[]> publisher) {
    try {
      return new WholeSpeech(publisher).within(Duration.ofSeconds(60));
    } catch (Exception failure) {
      throw new AssertionError("no speech", failure);
    }
  }
}
