package com.quotahit.core.practice;

/** Which kind of conversation engine the learner asked for. */
public enum EngineChoice {
  /** The installation picks by the keys it has. */
  AUTO,
  /** Recogniser, language model, synthesizer. */
  CASCADE,
  /** One provider hears, thinks and speaks. */
  SPEECH_TO_SPEECH
}
