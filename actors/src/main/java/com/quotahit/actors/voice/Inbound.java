package com.quotahit.actors.voice;

import com.quotahit.core.voice.ClientWord;
import com.quotahit.core.voice.EndReason;

/** What reaches a running call from outside its stream. */
sealed interface Inbound {

  /**
   * @param captureMs the client's clock, as it says itself
   */
  record Sound(long sequence, int captureMs, byte[] pcm) implements Inbound {}

  record Word(ClientWord word) implements Inbound {}

  /** The socket is gone. */
  record Gone() implements Inbound {}

  record Hint(String text) implements Inbound {}

  /** The session has written this turn down. */
  record Kept(String turn) implements Inbound {}

  record End(EndReason reason) implements Inbound {}

  /** Another client has the call. */
  record TakenOver() implements Inbound {}

  /** The node stops; at the latest the call is handed on when {@link End} follows. */
  record Move() implements Inbound {}
}
