package com.quotahit.actors.voice;

import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.CallListenerPort;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.TurnSettings;

/**
 * All that one connection of a call needs to run.
 *
 * @param epoch of this attach
 * @param resumeToken with which this client may come back
 * @param resumed true when the call has been live before
 * @param offsetMs length of the call so far, on the line of the caller's sound
 */
public record CallPlan(
    Admission admission,
    long epoch,
    String resumeToken,
    boolean resumed,
    long offsetMs,
    ConversationEngine engine,
    EngineBrief brief,
    TurnSettings turns,
    RecordingPolicy recording,
    CallListenerPort listener) {

  /** What is kept of the sound. */
  public enum RecordingPolicy {
    FULL,
    NONE
  }

  public String session() {
    return admission.session();
  }
}
