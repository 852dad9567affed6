package com.quotahit.core.voice;

/**
 * Makes stretches of speech out of frame-by-frame probabilities: two frames in a row open it, a
 * high and a low threshold keep it from fluttering. Positions are milliseconds of sound heard.
 */
public final class SpeechGate {

  public static final int FRAME_MS = 32;

  private static final float SPEECH = 0.5f;
  private static final float SILENCE = 0.35f;
  private static final int FRAMES_TO_OPEN = 2;

  private long heardMs;
  private long onsetMs;
  private long lastSpeechMs;
  private int speechFrames;
  private boolean open;

  /** True in the frame in which speech begins, at first or after {@link #close}. */
  public boolean hear(float probability) {
    heardMs += FRAME_MS;
    if (probability >= SPEECH) {
      speechFrames++;
    } else if (probability < SILENCE || !open) {
      speechFrames = 0;
    }
    if (open && probability >= SILENCE) {
      lastSpeechMs = heardMs;
    }
    if (!open && speechFrames >= FRAMES_TO_OPEN) {
      open = true;
      onsetMs = heardMs - (long) FRAMES_TO_OPEN * FRAME_MS;
      lastSpeechMs = heardMs;
      return true;
    }
    return false;
  }

  /** The pause is long enough to count; the next speech is a new stretch. */
  public void close() {
    open = false;
    speechFrames = 0;
  }

  public boolean isOpen() {
    return open;
  }

  /** Where the current or last stretch began. */
  public long onsetMs() {
    return onsetMs;
  }

  /** Where speech was last heard. */
  public long lastSpeechMs() {
    return lastSpeechMs;
  }

  /** Sound since then. */
  public long silenceMs() {
    return heardMs - lastSpeechMs;
  }

  public long heardMs() {
    return heardMs;
  }
}
