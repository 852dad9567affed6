package com.quotahit.actors.practice;

import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.practice.EngineChoice;

/**
 * The conversation engines of this installation.
 *
 * @param auto what "auto" means here: speech-to-speech where its provider's key is set, else the
 *     cascade
 */
public record PracticeEngines(
    ConversationEngine cascade, ConversationEngine speechToSpeech, EngineChoice auto) {

  public PracticeEngines {
    if (auto == EngineChoice.AUTO) {
      throw new IllegalArgumentException("auto has to mean one of the engines");
    }
  }

  /**
   * Whether such a call hears and speaks with this node's own models: the cascade always, the other
   * only where the sandbox plays the provider.
   */
  public boolean needsOwnSpeech(EngineChoice choice) {
    ConversationEngine engine = of(choice);
    return engine == cascade || engine.simulated();
  }

  ConversationEngine of(EngineChoice choice) {
    return switch (choice) {
      case CASCADE -> cascade;
      case SPEECH_TO_SPEECH -> speechToSpeech;
      case AUTO -> of(auto);
    };
  }

  EngineChoice meant(EngineChoice choice) {
    return choice == EngineChoice.AUTO ? auto : choice;
  }
}
