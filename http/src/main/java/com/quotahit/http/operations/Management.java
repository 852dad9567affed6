package com.quotahit.http.operations;

import com.quotahit.actors.engine.ForgetfulParsing;
import com.quotahit.http.edge.WireJson;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * The operators' port. "Live" says only that this process answers: a database that is away is no
 * reason to kill it.
 *
 * <p>It has no sign-in, and a browser on this machine reaches it too: what a web page sends along
 * with its own origin is refused, or any page could have the node leave.
 */
public final class Management {

  /** A node as the cluster sees it. */
  public record Member(String node, String status, List<String> roles) {}

  /**
   * What the port stands on.
   *
   * @param members of the cluster, now
   * @param drain begins to leave; called once the answer is on its way
   * @param repair second tries for what came to nothing
   */
  public record Parts(
      ActorSystem<?> system,
      ManagementSettings settings,
      Readiness readiness,
      Supplier<List<Member>> members,
      Runnable drain,
      Repair repair,
      PrometheusMeterRegistry metrics) {}

  private static final Map<String, String> METHODS =
      Map.of(
          "/health/live", "GET",
          "/health/ready", "GET",
          "/cluster/members", "GET",
          "/cluster/drain", "POST",
          "/metrics", "GET",
          "/dead-letters", "GET",
          "/dead-letters/replay", "POST",
          "/outbox/stuck", "GET",
          "/outbox/plan-again", "POST");

  private final Parts parts;

  public Management(Parts parts) {
    this.parts = parts;
  }

  public CompletionStage<ServerBinding> open() {
    return Http.get(parts.system())
        .newServerAt(parts.settings().host(), parts.settings().port())
        .withSettings(ForgetfulParsing.of(ServerSettings.create(parts.system().classicSystem())))
        .bind(this::handle);
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    request.discardEntityBytes(parts.system());
    String method = request.method().value();
    String path = request.getUri().path();
    if (request.getHeader("Origin").isPresent()) {
      return now(json(403, Map.of("detail", "Web pages have nothing to ask of this port.")));
    }
    String allowed = METHODS.get(path);
    if (!method.equals(allowed)) {
      return now(json(allowed == null ? 404 : 405, Map.of()));
    }
    return switch (path) {
      case "/health/live" -> now(json(200, Map.of("live", true)));
      case "/health/ready" ->
          parts.readiness().now().thenApply(state -> json(state.ready() ? 200 : 503, state));
      case "/cluster/members" -> now(json(200, Map.of("members", parts.members().get())));
      case "/cluster/drain" -> {
        parts.readiness().leaving();
        parts.drain().run();
        yield now(json(202, Map.of("draining", true)));
      }
      case "/metrics" -> now(metrics());
      case "/dead-letters" -> parts.repair().deadLetters().thenApply(found -> json(200, found));
      case "/dead-letters/replay" -> parts.repair().replay(request).thenApply(Management::json);
      case "/outbox/stuck" -> parts.repair().stuck().thenApply(found -> json(200, found));
      case "/outbox/plan-again" -> parts.repair().planAgain(request).thenApply(Management::json);
      default -> now(json(404, Map.of()));
    };
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }

  private HttpResponse metrics() {
    return secured(HttpResponse.create())
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse("text/plain; charset=UTF-8"),
                parts.metrics().scrape().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static HttpResponse json(Repair.Answer answer) {
    return json(answer.status(), answer.body());
  }

  private static HttpResponse json(int status, Object body) {
    return secured(HttpResponse.create().withStatus(status))
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, WireJson.bytes(body)));
  }

  private static HttpResponse secured(HttpResponse response) {
    return response
        .addHeader(RawHeader.create("Cache-Control", "no-store"))
        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
  }
}
