package com.quotahit.core.voice;

import java.util.concurrent.CompletionStage;

/**
 * Whoever owns a call hears here what came of it. Calls arrive one at a time and in order; a failed
 * stage is tried again until it succeeds or the call is long gone, so every one must be harmless
 * twice. An owner that knows of a newer epoch fails with {@link StaleEpoch}, and this pipeline
 * gives way.
 */
public interface CallListenerPort {

  /** Both sides can talk. */
  CompletionStage<Void> live(long epoch);

  CompletionStage<Void> turnFinished(long epoch, FinishedTurn turn);

  /** The client is gone and may come back. */
  CompletionStage<Void> suspended(long epoch, EndReason reason);

  /** The call is over. */
  CompletionStage<Void> ended(long epoch, EndReason reason);

  /** Another client, perhaps on another node, holds the call now. */
  final class StaleEpoch extends RuntimeException {
    public StaleEpoch(long epoch) {
      super("epoch " + epoch + " no longer holds the call");
    }
  }
}
