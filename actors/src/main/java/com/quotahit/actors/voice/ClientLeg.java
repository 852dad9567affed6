package com.quotahit.actors.voice;

import com.quotahit.core.voice.ServerWord;

/**
 * The client's end of a connection, as the pipeline sees it. Called from the pipeline's thread
 * only; never blocks. What is written is seen by the client after {@link #flush}, which may be
 * called often: flushes that meet are one.
 */
public interface ClientLeg {

  /** One frame of sound, copied before the call returns. */
  void sound(int positionMs, byte[] pcm, int offset, int length);

  void say(ServerWord word);

  void flush();

  /** The client got sound up to this number on an earlier connection; the next frame carries on. */
  void continueAfter(long lastSequence);

  /** Bytes that the network has not taken yet. */
  long backlogBytes();

  /** Sends what was written, then closes. */
  void close(int code, String reason);
}
