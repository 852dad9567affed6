package com.quotahit.core.voice;

import java.util.concurrent.Flow;

/** Turns text into speech. */
public interface SynthesizerPort {

  /**
   * @param text one clause or sentence
   * @param voice a name of the provider's, such as {@code af_heart}
   * @param speed 1.0 is natural; 0.7 to 1.3
   */
  record Request(String text, String voice, double speed) {}

  /**
   * Sound as it is made: little-endian PCM16, mono, 24 kHz, in pieces of any even length.
   * Cancelling ends the work. The publisher takes one subscriber.
   */
  Flow.Publisher<byte[]> speak(Request request);
}
