package com.quotahit.cluster;

import com.quotahit.actors.sandbox.anthropic.AnthropicStandIn;
import com.quotahit.actors.sandbox.keys.KeysStandIn;
import com.quotahit.actors.sandbox.openrouter.OpenRouterStandIn;
import com.quotahit.actors.sandbox.perplexity.PerplexityStandIn;
import com.quotahit.actors.sandbox.rest.StandInServer;
import com.quotahit.actors.sandbox.tavily.TavilyStandIn;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.SimulatedMindPort;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Starts the stand-ins of the providers that share a server on loopback. */
final class StandIns {

  private static final Duration PACE = Duration.ofMillis(4);

  private StandIns() {}

  /**
   * @param openAi where OpenAI's stand-in is, which runs already
   */
  static CompletionStage<Map<Provider, URI>> start(
      Foundation base, SimulatedMindPort mind, URI openAi) {
    List<Provider> keysOnly = List.of(Provider.ELEVENLABS, Provider.DEEPGRAM, Provider.TWILIO);
    return StandInServer.start(
            base.system(),
            base.config().getInt("quotahit.models.sandbox-port"),
            List.of(
                new AnthropicStandIn(mind, PACE),
                new OpenRouterStandIn(mind, PACE),
                new PerplexityStandIn(mind, PACE),
                new TavilyStandIn(),
                new KeysStandIn(Provider.ELEVENLABS),
                new KeysStandIn(Provider.DEEPGRAM),
                new KeysStandIn(Provider.TWILIO)))
        .thenApply(running -> {
          Map<Provider, URI> places = new EnumMap<>(Provider.class);
          places.put(Provider.OPENAI, openAi);
          places.put(Provider.ANTHROPIC, running.at(AnthropicStandIn.PREFIX));
          places.put(Provider.OPENROUTER, running.at(OpenRouterStandIn.PREFIX));
          places.put(Provider.PERPLEXITY, running.at(PerplexityStandIn.PREFIX));
          places.put(Provider.TAVILY, running.at(TavilyStandIn.PREFIX));
          keysOnly.forEach(each -> places.put(each, running.at("/" + each.code())));
          return Map.copyOf(places);
        });
  }
}
