package com.quotahit.core.models;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A language model, wherever it runs. Failures are {@link ModelFailure}. */
public interface LanguageModelPort {

  /**
   * The answer's text as it is written, piece by piece. Cancelling the subscription ends the
   * provider's request. The publisher takes one subscriber.
   */
  Flow.Publisher<String> stream(ChatRequest request);

  /** The whole answer at once. */
  CompletionStage<ChatAnswer> complete(ChatRequest request);

  /** True when answers come from the sandbox, to be marked "simulated" wherever shown. */
  boolean simulated();
}
