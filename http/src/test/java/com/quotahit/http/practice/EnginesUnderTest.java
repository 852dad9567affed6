package com.quotahit.http.practice;

import com.quotahit.actors.models.GatewayModels;
import com.quotahit.actors.models.SpokenCalls;
import com.quotahit.actors.practice.CallEngines;
import com.quotahit.actors.practice.KeyedEngines;
import com.quotahit.actors.practice.PracticeEngines;
import com.quotahit.actors.providers.openai.OpenAiEndpoint;
import com.quotahit.actors.providers.openai.OpenAiRealtimeEngine;
import com.quotahit.actors.providers.openai.OpenAiSettings;
import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.http.models.ModelsUnderTest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * The engines of calls put together as in the product: whoever's key is right, the provider's
 * stand-in speaks, and where there is none the engine that is embedded here.
 */
final class EnginesUnderTest {

  private EnginesUnderTest() {}

  /** Heard and spoken to here, in the words of a model; nobody ever calls it. */
  record Embedded(LanguageModelPort model) implements ConversationEngine {
    @Override
    public String name() {
      return "cascade";
    }

    @Override
    public boolean simulated() {
      return model.simulated();
    }

    @Override
    public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
      throw new UnsupportedOperationException("nobody calls");
    }
  }

  /** What has no key is thought by the embedded engine and heard there. */
  static CallEngines orEmbedded(ModelsUnderTest models, MediaLoops loops) {
    return keyed(models, speaking(models, loops), EngineChoice.CASCADE, Embedded::new);
  }

  /** Every call is the provider's, under its sandbox's key where there is no other. */
  static CallEngines alwaysSpeaking(ModelsUnderTest models, MediaLoops loops) {
    OpenAiRealtimeEngine realtime = speaking(models, loops);
    return keyed(models, realtime, EngineChoice.SPEECH_TO_SPEECH, _ -> realtime);
  }

  private static OpenAiRealtimeEngine speaking(ModelsUnderTest models, MediaLoops loops) {
    return new OpenAiRealtimeEngine(
        new OpenAiEndpoint(models.openAi.baseUrl(), OpenAiSandbox.KEY, true),
        OpenAiSettings.read(models.kit.system().settings().config()),
        loops,
        new SecureRandom());
  }

  private static CallEngines keyed(
      ModelsUnderTest models,
      OpenAiRealtimeEngine realtime,
      EngineChoice usual,
      Function<LanguageModelPort, ConversationEngine> embedded) {
    LanguageModelPort nobodys = new ScriptedModel();
    IdSource ids = IdSource.uuidV7(InstantSource.system(), new SecureRandom());
    return new KeyedEngines(
        new PracticeEngines(embedded.apply(nobodys), realtime, usual),
        new SpokenCalls(models.gateway, ModelsUnderTest.SPEAKS, ids),
        new GatewayModels(models.gateway, nobodys, List.of("openai/gpt-6-luna"), ids),
        realtime::on,
        embedded);
  }
}
