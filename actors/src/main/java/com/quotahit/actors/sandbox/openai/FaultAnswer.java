package com.quotahit.actors.sandbox.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Faults that replace the whole answer, whatever was asked. */
final class FaultAnswer {

  private static final ByteString FILL = ByteString.fromString("x".repeat(16_384));

  private FaultAnswer() {}

  static Optional<CompletionStage<HttpResponse>> of(SandboxFault fault) {
    return switch (fault) {
      case SandboxFault.RateLimited limited -> now(rateLimited(limited.retryAfter()));
      case SandboxFault.QuotaExhausted _ ->
          now(
              new WireError(
                      429,
                      "insufficient_quota",
                      "You exceeded your current quota.",
                      null,
                      "insufficient_quota")
                  .response());
      case SandboxFault.ServerError error ->
          now(
              new WireError(error.status(), "server_error", "The server had an error.", null, null)
                  .response());
      case SandboxFault.Stall _ -> Optional.of(new CompletableFuture<>());
      case SandboxFault.Garbage _ ->
          now(
              HttpResponse.create()
                  .withEntity(ContentTypes.APPLICATION_JSON, "\u0000{\"choices\": [[[ <html>"));
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

  private static HttpResponse rateLimited(Optional<Duration> retryAfter) {
    HttpResponse response =
        new WireError(429, "requests", "Rate limit reached.", null, "rate_limit_exceeded")
            .response();
    return retryAfter
        .map(wait ->
            response
                .addHeader(
                    RawHeader.create("retry-after", String.valueOf((wait.toMillis() + 999) / 1000)))
                .addHeader(RawHeader.create("retry-after-ms", String.valueOf(wait.toMillis()))))
        .orElse(response);
  }

  private static Optional<CompletionStage<HttpResponse>> now(HttpResponse response) {
    return Optional.of(CompletableFuture.completedFuture(response));
  }
}
