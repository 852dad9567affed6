package com.quotahit.http.edge;

import com.quotahit.actors.engine.ForgetfulParsing;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * Opens the public port; the actor system's coordinated shutdown closes it after a grace period.
 */
public final class EdgeServer {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private EdgeServer() {}

  public static CompletionStage<ServerBinding> open(Edge.Parts parts, int mediaPort) {
    return open(parts, mediaPort, OtherPages.NONE);
  }

  public static CompletionStage<ServerBinding> open(
      Edge.Parts parts, int mediaPort, OtherPages others) {
    EdgeSettings settings = parts.settings();
    Edge edge = new Edge(parts, mediaPort, others);
    return Http.get(parts.system())
        .newServerAt(settings.host(), settings.port())
        .withSettings(serverSettings(parts.system(), settings))
        .bind(edge::handle)
        .thenApply(binding -> binding.addToCoordinatedShutdown(GRACE, parts.system()));
  }

  private static ServerSettings serverSettings(ActorSystem<?> system, EdgeSettings settings) {
    Config ours =
        ConfigFactory.parseMap(
            Map.of(
                "pekko.http.server.request-timeout",
                settings.requestTimeout().toMillis() + "ms",
                "pekko.http.server.idle-timeout",
                settings.idleTimeout().toMillis() + "ms",
                "pekko.http.server.max-connections",
                settings.maxConnections(),
                "pekko.http.server.backlog",
                settings.backlog(),
                "pekko.http.server.remote-address-attribute",
                "on",
                "pekko.http.server.transparent-head-requests",
                "on",
                "pekko.http.server.server-header",
                "",
                "pekko.http.server.parsing.error-handler",
                BrokenRequests.class.getName()));
    return ForgetfulParsing.of(
        ServerSettings.create(ours.withFallback(system.settings().config())));
  }
}
