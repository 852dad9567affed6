package com.quotahit.actors.providers.openai;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the SDK throws, as what a caller can do about it. Messages are ours: a provider's text may
 * quote the request.
 */
final class OpenAiFailures {

  private static final long LONGEST_WAIT_S = 3600;

  private OpenAiFailures() {}

  static ModelFailure of(Throwable failure) {
    return switch (failure) {
      case ModelFailure known -> known;
      case OpenAIServiceException service -> ofService(service);
      case OpenAIIoException _, IOException _, InterruptedException _ ->
          new ModelFailure(Kind.TRANSIENT, "connection to the provider broke");
      default -> new ModelFailure(Kind.TRANSIENT, "provider's answer could not be read");
    };
  }

  private static ModelFailure ofService(OpenAIServiceException failure) {
    String code = failure.code().or(failure::type).orElse("");
    ModelFailure known = ofStatus(failure.statusCode(), code);
    return retryAfter(failure.headers()).map(known::after).orElse(known);
  }

  /** Also for error objects inside a stream, which come under status 200. */
  static ModelFailure ofStatus(int status, String code) {
    return switch (code) {
      case "insufficient_quota", "billing_hard_limit_reached" ->
          new ModelFailure(Kind.QUOTA, "provider's quota is used up");
      case "invalid_api_key" -> new ModelFailure(Kind.KEY_REJECTED, "provider rejected the key");
      case "content_policy_violation", "content_filter" ->
          new ModelFailure(Kind.REFUSED, "provider declined the content");
      case "rate_limit_exceeded", "server_error" ->
          new ModelFailure(Kind.TRANSIENT, "provider answered with " + code);
      default ->
          switch (status) {
            case 401, 403 -> new ModelFailure(Kind.KEY_REJECTED, "provider answered " + status);
            case 200, 408, 409, 429 ->
                new ModelFailure(Kind.TRANSIENT, "provider answered " + status + " with an error");
            default ->
                new ModelFailure(
                    status >= 500 ? Kind.TRANSIENT : Kind.PERMANENT, "provider answered " + status);
          };
    };
  }

  /** Milliseconds win over seconds; a date or nonsense counts as absent. */
  private static Optional<Duration> retryAfter(Headers headers) {
    return number(headers, "retry-after-ms")
        .map(Duration::ofMillis)
        .or(() -> number(headers, "retry-after").map(Duration::ofSeconds))
        .filter(wait -> wait.compareTo(Duration.ofSeconds(LONGEST_WAIT_S)) <= 0);
  }

  private static Optional<Long> number(Headers headers, String name) {
    return headers.values(name).stream()
        .findFirst()
        .filter(value -> value.matches("\\d{1,9}"))
        .map(Long::valueOf);
  }
}
