package com.quotahit.cluster;

import com.quotahit.actors.practice.CallEngines;
import com.quotahit.actors.practice.KeyedEngines;
import com.quotahit.actors.practice.PracticeEngines;
import com.quotahit.actors.providers.embedded.EmbeddedSpeech;
import com.quotahit.actors.providers.embedded.SpeechSettings;
import com.quotahit.actors.providers.openai.OpenAiEndpoint;
import com.quotahit.actors.providers.openai.OpenAiLanguageModel;
import com.quotahit.actors.providers.openai.OpenAiRealtimeEngine;
import com.quotahit.actors.providers.openai.OpenAiSettings;
import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.OpenAiSandboxSettings;
import com.quotahit.actors.sandbox.openai.SandboxFaculties;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.actors.voice.cascade.CascadeEngine;
import com.quotahit.actors.voice.cascade.CascadeSettings;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.SimulatedMindPort;
import com.quotahit.core.practice.EngineChoice;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What the product hears, thinks and speaks with where nobody's key is used: the embedded speech
 * stack, and the two conversation engines with the sandbox behind them, reached by the production
 * clients.
 */
record Faculties(
    EmbeddedSpeech speech,
    LanguageModelPort model,
    CascadeEngine cascade,
    OpenAiRealtimeEngine realtime,
    OpenAiSettings openAi,
    SimulatedMindPort mind,
    URI openAiStandIn) {

  /**
   * @param names how names are said that the dictionary lacks
   * @param ready when the node serves; the models are loaded from then on
   */
  static CompletionStage<Faculties> gather(
      Foundation base,
      MediaLoops loops,
      Map<String, String> names,
      CompletionStage<?> ready,
      Function<EmbeddedSpeech, SimulatedMindPort> mind) {
    EmbeddedSpeech speech =
        EmbeddedSpeech.openAfter(ready, SpeechSettings.from(base.config()), names);
    OpenAiSettings settings = OpenAiSettings.read(base.config());
    SimulatedMindPort thinking = mind.apply(speech);
    SandboxFaculties faculties =
        new SandboxFaculties(
            thinking,
            Optional.of(speech.embedder()),
            Optional.of(speech.recognizer()),
            Optional.of(speech.synthesizer()),
            Optional.of(speech.voiceActivity()));
    return OpenAiSandbox.start(
            base.system(), OpenAiSandboxSettings.read(base.config()), faculties, base.clock())
        .thenApply(sandbox ->
            with(
                base,
                loops,
                speech,
                settings,
                new OpenAiEndpoint(sandbox.baseUrl(), OpenAiSandbox.KEY, true),
                thinking,
                sandbox.baseUrl()));
  }

  private static Faculties with(
      Foundation base,
      MediaLoops loops,
      EmbeddedSpeech speech,
      OpenAiSettings settings,
      OpenAiEndpoint endpoint,
      SimulatedMindPort mind,
      URI openAiStandIn) {
    OpenAiLanguageModel model = new OpenAiLanguageModel(endpoint, settings, base.random());
    base.atEnd("close-speech", speech::close);
    base.atEnd("close-language-model", model::close);
    CascadeEngine cascade =
        new CascadeEngine(
            new CascadeEngine.Parts(
                speech.voiceActivity(),
                speech.recognizer(),
                speech.synthesizer(),
                speech.readySpeech(),
                model,
                speech::usable),
            CascadeSettings.from(base.config()));
    return new Faculties(
        speech,
        model,
        cascade,
        new OpenAiRealtimeEngine(endpoint, settings, loops, base.random()),
        settings,
        mind,
        openAiStandIn);
  }

  /** "Auto" is speech-to-speech where there is a key for it, and here there is none. */
  PracticeEngines engines() {
    return new PracticeEngines(cascade, realtime, EngineChoice.CASCADE);
  }

  /** The same engines, each call with the key of whoever pays for it. */
  CallEngines engines(ModelsWiring models) {
    return new KeyedEngines(
        engines(), models.spoken(), models.words(), realtime::on, cascade::thinkingWith);
  }
}
