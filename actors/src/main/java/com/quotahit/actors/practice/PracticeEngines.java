package com.quotahit.actors.practice;

import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.practice.EngineChoice;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The same conversation engines for everybody, on nobody's account.
 *
 * @param auto what "auto" means here: speech-to-speech where its provider's key is set, else the
 *     cascade
 */
public record PracticeEngines(
    ConversationEngine cascade, ConversationEngine speechToSpeech, EngineChoice auto)
    implements CallEngines {

  public PracticeEngines {
    if (auto == EngineChoice.AUTO) {
      throw new IllegalArgumentException("auto has to mean one of the engines");
    }
  }

  @Override
  public CompletionStage<Prospect> prospect(Wanted call) {
    ConversationEngine engine = of(call.engine());
    return CompletableFuture.completedFuture(
        new Prospect.Possible(meant(call.engine()), hearing(engine), engine::announced));
  }

  @Override
  public CompletionStage<Opening> open(Wanted call) {
    ConversationEngine engine = of(call.engine());
    return CompletableFuture.completedFuture(new Opening.Opened(engine, hearing(engine), () -> {}));
  }

  /** The cascade always needs the node's own models, a provider only where the sandbox plays it. */
  private Hearing hearing(ConversationEngine engine) {
    return engine == cascade || engine.simulated() ? Hearing.NODE : Hearing.PROVIDER;
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
