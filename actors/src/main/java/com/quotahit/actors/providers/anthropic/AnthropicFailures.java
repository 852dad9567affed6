package com.quotahit.actors.providers.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.providers.rest.ProviderStatus;
import com.quotahit.core.models.ModelFailure;
import java.util.Optional;

/** What the SDK throws, as what a caller can do about it. */
final class AnthropicFailures {

  private AnthropicFailures() {}

  static ModelFailure of(RuntimeException failure) {
    return switch (failure) {
      case ModelFailure known -> known;
      case AnthropicServiceException service ->
          ProviderStatus.with(
              ProviderStatus.of(service.statusCode(), code(service)),
              header(service.headers(), "retry-after-ms"),
              header(service.headers(), "retry-after"));
      case AnthropicIoException _ ->
          new ModelFailure(ModelFailure.Kind.TRANSIENT, "the connection to the provider broke");
      default ->
          new ModelFailure(ModelFailure.Kind.TRANSIENT, "the provider's answer could not be read");
    };
  }

  /** The finer code first: a spent limit comes as an invalid request or as a rate limit. */
  private static String code(AnthropicServiceException failure) {
    try {
      JsonNode body = failure.body().convert(JsonNode.class);
      if (body == null) {
        return "";
      }
      JsonNode error = body.path("error");
      String fine = error.path("details").path("error_code").asText("");
      return fine.isEmpty() || fine.equals("ramp_limit_exceeded")
          ? error.path("type").asText("")
          : fine;
    } catch (RuntimeException unreadable) {
      return "";
    }
  }

  private static Optional<String> header(Headers headers, String name) {
    return headers.values(name).stream().findFirst();
  }
}
