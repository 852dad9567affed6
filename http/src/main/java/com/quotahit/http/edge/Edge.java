package com.quotahit.http.edge;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.IdempotencyPort;
import com.quotahit.core.workspace.RatesPort;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request to the public port passes here: to the endpoint table or to the web client's files.
 */
public final class Edge {

  public static final String API = "/api/v1";

  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

  /**
   * What the edge stands on.
   *
   * @param sessions also knows partners' keys
   * @param audit hears of every change that is asked for in somebody else's name
   * @param switches what is switched on for the whole installation
   * @param meter hears of every answer
   */
  public record Parts(
      ActorSystem<?> system,
      EdgeSettings settings,
      EndpointTable table,
      Sessions sessions,
      RatesPort rates,
      IdempotencyPort idempotency,
      AuditPort audit,
      Predicate<FeatureSwitch> switches,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random,
      RequestMeter meter) {}

  private final Parts parts;
  private final IdSource ids;
  private final SecurityHeaders headers;
  private final ApiDoor api;
  private final WebFiles files;
  private final OtherPages others;

  public Edge(Parts parts, int mediaPort, OtherPages others) {
    this.parts = parts;
    this.others = others;
    this.ids = IdSource.uuidV7(parts.clock(), parts.random());
    this.headers =
        new SecurityHeaders(parts.settings().https(), parts.settings().mediaOrigin(), mediaPort);
    this.api = new ApiDoor(parts);
    this.files = new WebFiles(parts.settings().webDirectory(), parts.table());
  }

  /** Answers always, and never with a failed future. */
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    String requestId = ids.next("req");
    long begun = System.nanoTime();
    String path = request.getUri().path();
    boolean data = path.equals(API) || path.startsWith(API + "/");
    CompletionStage<Replied> answer;
    try {
      answer =
          data
              ? api.answer(request, path.substring(API.length()), requestId)
              : others
                  .page(request)
                  .map(page -> page.thenApply(response -> new Replied(response, "other-pages")))
                  .orElseGet(() ->
                      CompletableFuture.completedFuture(
                          new Replied(files.answer(request, path, requestId), "web")));
    } catch (RuntimeException defect) {
      answer = CompletableFuture.failedFuture(defect);
    }
    Instant at = parts.clock().instant();
    return answer
        .exceptionally(failure -> failed(failure, requestId, path))
        .thenApply(replied -> {
          parts
              .meter()
              .answered(
                  replied.operation(),
                  replied.response().status().intValue(),
                  System.nanoTime() - begun);
          return headers
              .on(replied.response(), request, !data)
              .addHeader(RawHeader.create("X-Request-Id", requestId));
        })
        .whenComplete((response, failure) -> {
          if (failure != null) {
            LOG.atError().setCause(failure).addKeyValue("at", at).log("answer lost");
          }
        });
  }

  /**
   * A response and the endpoint it came from.
   *
   * @param operation for metrics: one of a fixed set
   */
  record Replied(HttpResponse response, String operation) {}

  private static Replied failed(Throwable failure, String requestId, String path) {
    Problem problem = Failures.problem(failure);
    if (problem.status() == 500) {
      LOG.atError()
          .setCause(Failures.unwrap(failure))
          .addKeyValue("correlation", requestId)
          .log("defect");
    }
    return new Replied(Problems.response(problem, requestId, List.of()), "failed");
  }

  static Optional<Method> method(HttpRequest request) {
    return switch (request.method().value()) {
      case "GET", "HEAD" -> Optional.of(Method.GET);
      case "POST" -> Optional.of(Method.POST);
      case "PUT" -> Optional.of(Method.PUT);
      case "PATCH" -> Optional.of(Method.PATCH);
      case "DELETE" -> Optional.of(Method.DELETE);
      default -> Optional.empty();
    };
  }
}
