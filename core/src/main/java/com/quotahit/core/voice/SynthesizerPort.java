package com.quotahit.core.voice;

import java.util.concurrent.Flow;

/** Turns text into speech. */
public interface SynthesizerPort {

  /** Slack of work that nobody waits for. */
  int BACKGROUND = Integer.MAX_VALUE;

  /**
   * @param text one clause or sentence
   * @param voice a name of the provider's, such as {@code af_heart}
   * @param speed 1.0 is natural; 0.7 to 1.3
   * @param slackMs how long the listener still has something to hear: 0 when silence is already
   *     there; what has least slack is made first
   */
  record Request(String text, String voice, double speed, int slackMs) {

    public Request(String text, String voice, double speed) {
      this(text, voice, speed, 0);
    }
  }

  /**
   * Sound as it is made: little-endian PCM16, mono, 24 kHz, in pieces of any even length.
   * Cancelling ends the work. The publisher takes one subscriber.
   */
  Flow.Publisher<byte[]> speak(Request request);
}
