package com.quotahit.actors.sandbox.openai;

import com.quotahit.core.models.SentenceEmbedderPort;
import com.quotahit.core.models.SimulatedMindPort;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.VoiceActivityPort;
import java.util.Optional;

/** What the stand-in thinks, hears and speaks with; what is absent answers with a typed error. */
public record SandboxFaculties(
    SimulatedMindPort mind,
    Optional<SentenceEmbedderPort> embedder,
    Optional<RecognizerPort> recognizer,
    Optional<SynthesizerPort> synthesizer,
    Optional<VoiceActivityPort> activity) {

  /** Only thought: no ears, no voice. */
  public static SandboxFaculties textOnly(SimulatedMindPort mind) {
    return new SandboxFaculties(
        mind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean speech() {
    return recognizer.isPresent() && synthesizer.isPresent() && activity.isPresent();
  }
}
