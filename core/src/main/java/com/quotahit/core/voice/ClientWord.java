package com.quotahit.core.voice;

/** What a voice client says beside its sound. */
public sealed interface ClientWord {

  /** How far the loudspeaker has got, in milliseconds of that piece of a reply. */
  record PlaybackPosition(String reply, int ms) implements ClientWord {}

  record Mute(boolean on) implements ClientWord {}

  record Text(String text) implements ClientWord {}

  record End() implements ClientWord {}

  /**
   * @param lastSequence the last sound frame the client got before it lost the line
   */
  record Resume(String token, long lastSequence) implements ClientWord {}
}
