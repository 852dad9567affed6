package com.quotahit.actors.voice.cascade;

import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.Openers;
import com.quotahit.core.voice.ReadySpeechPort;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.VoiceActivityPort;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Recogniser, language model and synthesizer, one after the other and, where it saves time, beside
 * each other.
 */
public final class CascadeEngine implements ConversationEngine {

  private final Parts parts;
  private final CascadeSettings settings;

  /**
   * @param ready completes when the parts can be used, and fails when they cannot
   */
  public record Parts(
      VoiceActivityPort activity,
      RecognizerPort recognizer,
      SynthesizerPort synthesizer,
      ReadySpeechPort readySpeech,
      LanguageModelPort model,
      Supplier<CompletionStage<?>> ready) {

    Parts with(LanguageModelPort other) {
      return new Parts(activity, recognizer, synthesizer, readySpeech, other, ready);
    }
  }

  public CascadeEngine(Parts parts, CascadeSettings settings) {
    this.parts = parts;
    this.settings = settings;
  }

  /** The same engine for one call, thinking with this model. */
  public CascadeEngine thinkingWith(LanguageModelPort model) {
    return model == parts.model() ? this : new CascadeEngine(parts.with(model), settings);
  }

  @Override
  public String name() {
    return "cascade";
  }

  @Override
  public boolean simulated() {
    return parts.model().simulated();
  }

  @Override
  public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
    parts.readySpeech().prepare(Openers.KNOWN, brief.voice(), brief.speed());
    return Flow.fromGraph(new CascadeStage(parts, settings, brief)).named("voice.cascade");
  }
}
