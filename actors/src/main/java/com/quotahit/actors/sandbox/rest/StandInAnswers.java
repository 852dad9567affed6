package com.quotahit.actors.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.core.models.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Answers, whole and streamed, and the ways in which they fail. */
public final class StandInAnswers {

  /** A page such as a provider's edge shows when the provider itself is not reached. */
  private static final String EDGE_PAGE =
      "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>";

  private static final ByteString FILL = ByteString.fromString("x".repeat(16_384));

  private StandInAnswers() {}

  public static CompletionStage<HttpResponse> json(int status, JsonNode body) {
    return done(response(status, body));
  }

  public static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }

  /** Whether the stand-in takes a key: one with the provider's mark that does not say it is bad. */
  public static boolean takes(Provider provider, String key) {
    return key.startsWith(provider.sandboxMark()) && !key.contains("wrong");
  }

  /** Providers have statuses of their own beside the usual ones. */
  public static HttpResponse response(int status, JsonNode body) {
    return HttpResponse.create()
        .withStatus(
            StatusCodes.lookup(status)
                .orElseGet(() -> StatusCodes.custom(status, "", "", true, true)))
        .withEntity(ContentTypes.APPLICATION_JSON, body.toString());
  }

  public static HttpResponse edgePage(int status) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(ContentTypes.TEXT_HTML_UTF8, EDGE_PAGE);
  }

  public static HttpResponse retryAfter(HttpResponse response, Optional<Duration> wait) {
    return wait.map(time ->
            response
                .addHeader(
                    RawHeader.create("retry-after", String.valueOf((time.toMillis() + 999) / 1000)))
                .addHeader(RawHeader.create("retry-after-ms", String.valueOf(time.toMillis()))))
        .orElse(response);
  }

  public static String bearer(HttpRequest request) {
    return header(request, "Authorization").replaceFirst("^Bearer ", "");
  }

  public static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(found -> found.value()).orElse("");
  }

  /**
   * A stream of ready pieces.
   *
   * @param broken what a failure half-way looks like at this provider
   */
  public static HttpResponse stream(
      List<String> pieces, Duration pace, Optional<SandboxFault> fault, String broken) {
    Source<String, NotUsed> source =
        fault
            .map(known -> faulty(pieces, pace, known, broken))
            .orElseGet(() -> paced(pieces, pace));
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                MediaTypes.TEXT_EVENT_STREAM.toContentType(), source.map(ByteString::fromString)));
  }

  private static Source<String, NotUsed> faulty(
      List<String> pieces, Duration pace, SandboxFault fault, String broken) {
    return switch (fault) {
      case SandboxFault.HangAfter hang ->
          paced(first(pieces, hang.words()), pace).concat(Source.<String>maybe());
      case SandboxFault.BreakAfter after ->
          paced(first(pieces, after.words()), pace).concat(Source.single(broken));
      case SandboxFault.CutAfter cut ->
          paced(first(pieces, cut.words()), pace)
              .concat(Source.failed(new IllegalStateException("cut as asked")));
      case SandboxFault.Drip drip -> paced(pieces, drip.each());
      case SandboxFault.RateLimited _,
          SandboxFault.QuotaExhausted _,
          SandboxFault.ServerError _,
          SandboxFault.Stall _,
          SandboxFault.Garbage _,
          SandboxFault.Oversize _,
          SandboxFault.Refuse _,
          SandboxFault.Empty _ ->
          paced(pieces, pace);
    };
  }

  /**
   * A fault that replaces the whole answer.
   *
   * @param error this provider's error for a status and a kind of trouble
   */
  public static Optional<CompletionStage<HttpResponse>> instead(SandboxFault fault, Errors error) {
    return switch (fault) {
      case SandboxFault.RateLimited limited ->
          now(retryAfter(error.of(429, Trouble.RATE), limited.retryAfter()));
      case SandboxFault.QuotaExhausted _ -> now(error.of(429, Trouble.QUOTA));
      case SandboxFault.ServerError server -> now(error.of(server.status(), Trouble.SERVER));
      case SandboxFault.Stall _ -> Optional.of(new CompletableFuture<>());
      case SandboxFault.Garbage _ -> now(edgePage(200));
      case SandboxFault.Oversize big ->
          now(
              HttpResponse.create()
                  .withEntity(
                      HttpEntities.create(
                          ContentTypes.APPLICATION_JSON,
                          Source.repeat(FILL).take(big.bytes() / FILL.size() + 1))));
      case SandboxFault.HangAfter _,
          SandboxFault.BreakAfter _,
          SandboxFault.CutAfter _,
          SandboxFault.Drip _,
          SandboxFault.Refuse _,
          SandboxFault.Empty _ ->
          Optional.empty();
    };
  }

  /** What is wrong, whatever a provider calls it. */
  public enum Trouble {
    KEY,
    RATE,
    QUOTA,
    SERVER
  }

  /** A provider's way to say what is wrong. */
  @FunctionalInterface
  public interface Errors {
    HttpResponse of(int status, Trouble trouble);
  }

  private static Optional<CompletionStage<HttpResponse>> now(HttpResponse response) {
    return Optional.of(CompletableFuture.completedFuture(response));
  }

  /** What comes before the words is no word. */
  private static List<String> first(List<String> pieces, int words) {
    return pieces.subList(0, Math.min(words + 2, pieces.size()));
  }

  private static Source<String, NotUsed> paced(List<String> pieces, Duration pace) {
    Source<String, NotUsed> all = Source.from(pieces);
    return pace.isZero() ? all : all.throttle(1, pace);
  }
}
