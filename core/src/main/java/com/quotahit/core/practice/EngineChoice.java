package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/** Which kind of conversation engine the learner asked for. */
public enum EngineChoice {
  /** The installation picks by the keys it has. */
  AUTO,
  /** Recogniser, language model, synthesizer. */
  CASCADE,
  /** One provider hears, thinks and speaks. */
  SPEECH_TO_SPEECH;

  /** As the contract spells it. */
  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<EngineChoice> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
