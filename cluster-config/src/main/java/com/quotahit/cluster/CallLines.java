package com.quotahit.cluster;

import com.quotahit.actors.practice.CallEngines;
import com.quotahit.actors.providers.embedded.MeasuredVoiceCapacity;
import com.quotahit.actors.providers.embedded.SpeechSettings;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.voice.CountedVoiceCapacity;
import com.quotahit.core.voice.VoiceCapacity;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How many calls this node carries: those with the embedded speech as many as its processors can,
 * those that a provider hears and speaks as many as its sockets may.
 */
record CallLines(BooleanSupplier keyed, VoiceCapacity own, VoiceCapacity provided) {

  private static final String PROVIDED = "quotahit.voice.provided-calls-max";

  /**
   * @param keyed whether the installation has a key for speech-to-speech
   */
  static CallLines of(Config config, Faculties faculties, BooleanSupplier keyed) {
    int most = config.getInt(PROVIDED);
    if (most < 1 || most > 4_000) {
      throw new ConfigException.BadValue(config.origin(), PROVIDED, most + " is not 1 to 4000");
    }
    return new CallLines(
        keyed,
        MeasuredVoiceCapacity.of(faculties.speech(), SpeechSettings.from(config)),
        new CountedVoiceCapacity(most));
  }

  VoiceCapacity of(CallEngines.Hearing hearing) {
    return switch (hearing) {
      case NODE -> own;
      case PROVIDER -> provided;
    };
  }

  /** What somebody without a key of their own finds. */
  VoiceCapacity of(EngineChoice engine) {
    return engine != EngineChoice.CASCADE && keyed.getAsBoolean() ? provided : own;
  }

  /** What a caller who leaves the choice to us finds. */
  int capacity() {
    return of(EngineChoice.AUTO).capacity();
  }

  List<String> engines() {
    return List.of(EngineChoice.CASCADE, EngineChoice.SPEECH_TO_SPEECH).stream()
        .filter(engine -> of(engine).capacity() > 0)
        .map(EngineChoice::wire)
        .toList();
  }
}
