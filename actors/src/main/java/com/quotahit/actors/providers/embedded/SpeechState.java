package com.quotahit.actors.providers.embedded;

import com.quotahit.core.voice.SpeechUnavailable;

/** Whether this node can hear and speak by itself. */
public sealed interface SpeechState {

  /** Models are being loaded. */
  record Loading() implements SpeechState {}

  /**
   * @param fastVoice true when the fast voice can step in
   */
  record Ready(boolean fastVoice) implements SpeechState {}

  record Unavailable(SpeechUnavailable.Reason reason, String message) implements SpeechState {}
}
