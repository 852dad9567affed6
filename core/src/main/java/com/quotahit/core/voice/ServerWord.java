package com.quotahit.core.voice;

/** What a voice client is told beside the sound. */
public sealed interface ServerWord {

  /** The engine listens; what the client sent before was kept. */
  record SessionReady(String resumeToken, String engine, boolean simulated) implements ServerWord {}

  record SessionResumed(long lastSequence) implements ServerWord {}

  record SpeechStarted() implements ServerWord {}

  record SpeechStopped() implements ServerWord {}

  /**
   * Sound that follows belongs to {@code reply}; a reply that was held comes back under a new name.
   */
  record ReplyStarted(String reply, String turn) implements ServerWord {}

  record TranscriptPartial(String turn, FinishedTurn.Speaker speaker, String text)
      implements ServerWord {}

  record TranscriptFinal(FinishedTurn turn) implements ServerWord {}

  /** The turn is in the session's journal: from now on no lost node can take it away. */
  record TurnKept(String turn) implements ServerWord {}

  /** Throw away what is not played yet. */
  record PlaybackClear(String reply, int heardMs) implements ServerWord {}

  /** All sound of the reply has been sent. */
  record ReplyDone(String reply) implements ServerWord {}

  record CoachHint(String text, long atMs) implements ServerWord {}

  record TurnMetrics(TurnTimes times) implements ServerWord {}

  record SessionEnded(EndReason reason) implements ServerWord {}

  record Problem(String code, String detail) implements ServerWord {}
}
