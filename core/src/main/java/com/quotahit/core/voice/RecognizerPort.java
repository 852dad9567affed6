package com.quotahit.core.voice;

import java.util.concurrent.CompletionStage;

/** Turns recorded speech into text. */
public interface RecognizerPort {

  enum Effort {
    /** Fast text for live captions; the last word may still change. */
    DRAFT,
    /** The best text we can get. */
    FINAL
  }

  /**
   * Recognises one utterance.
   *
   * @param pcm16k mono samples at 16 kHz in [-1, 1], starting about 200 ms before the speech
   * @return text with case and punctuation; empty when there is no speech
   */
  CompletionStage<String> recognize(float[] pcm16k, Effort effort);
}
