package com.quotahit.actors.voice;

import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * One way to hold the other side of a call: speech-to-speech (one provider hears, thinks and
 * speaks) or cascade (recogniser, language model, synthesizer). The pipeline cannot tell them
 * apart.
 *
 * <p>The engine hears always and reports turns; it answers only on {@link EngineOrder.Respond} or
 * {@link EngineOrder.TakeText}, so that who may speak is decided in one place, {@code TurnRules}.
 */
public interface ConversationEngine {

  /** Stable name shown to clients: {@code cascade} or {@code openai-realtime}. */
  String name();

  /** True when the other side is played by the sandbox. */
  boolean simulated();

  /**
   * A call will come soon: what takes long may be begun. Returns at once; harmless when no call
   * comes, or a call comes that was not announced.
   */
  default void announced() {}

  /** True when the other side is known not to be where it should be. */
  default boolean absent() {
    return false;
  }

  /**
   * Whether the other side is where it should be, found out within the time that connecting may
   * take. True also where there was no answer: a call has its own ways to try again.
   */
  default CompletionStage<Boolean> present() {
    return CompletableFuture.completedFuture(true);
  }

  /**
   * One conversation. The flow runs on the pipeline's node, never blocks its thread, bounds its own
   * buffers, and completes after {@link EngineOrder.Close} or when the input completes.
   */
  Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief);
}
