package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.TokenUse;

/** What the engine needs to know of the provider's realtime events; the rest is {@link Other}. */
sealed interface ServerEvent {

  record SessionUpdated() implements ServerEvent {}

  record SpeechStarted(String itemId, long startMs) implements ServerEvent {}

  record SpeechStopped(String itemId, long endMs) implements ServerEvent {}

  record Committed(String itemId) implements ServerEvent {}

  record TranscriptDelta(String itemId, String delta) implements ServerEvent {}

  /**
   * @param tokens what writing it down took; nothing where that is counted in time, or not said
   * @param audio the part of it that was sound
   */
  record TranscriptDone(String itemId, String text, TokenUse tokens, AudioUse audio)
      implements ServerEvent {}

  record TranscriptFailed(String itemId, String code) implements ServerEvent {}

  record ReplyCreated(String replyId) implements ServerEvent {}

  record ReplyAudio(String replyId, String itemId, byte[] pcm) implements ServerEvent {}

  record ReplyText(String replyId, String delta) implements ServerEvent {}

  /**
   * @param reason of a status other than {@code completed}: the provider's reason or error code
   * @param tokens all that the provider counted for the reply
   * @param audio the part of it that was sound
   */
  record ReplyEnded(String replyId, String status, String reason, TokenUse tokens, AudioUse audio)
      implements ServerEvent {}

  record Failed(String code, String param) implements ServerEvent {}

  record Other() implements ServerEvent {}

  /** Bytes that are no event at all. */
  record Unreadable() implements ServerEvent {}
}
