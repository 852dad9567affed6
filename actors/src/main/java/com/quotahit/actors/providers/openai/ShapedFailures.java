package com.quotahit.actors.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.quotahit.actors.providers.rest.ProviderStatus;
import com.quotahit.core.models.ModelFailure;
import java.util.Optional;

/** What the SDK throws for any of the dialects, as what a caller can do about it. */
final class ShapedFailures {

  private ShapedFailures() {}

  static ModelFailure of(RuntimeException failure) {
    return switch (failure) {
      case ModelFailure known -> known;
      case OpenAIServiceException service -> ofService(service);
      case OpenAIIoException _ ->
          new ModelFailure(ModelFailure.Kind.TRANSIENT, "the connection to the provider broke");
      default ->
          new ModelFailure(ModelFailure.Kind.TRANSIENT, "the provider's answer could not be read");
    };
  }

  private static ModelFailure ofService(OpenAIServiceException failure) {
    return ProviderStatus.with(
        ProviderStatus.of(failure.statusCode(), code(failure)),
        header(failure.headers(), "retry-after-ms"),
        header(failure.headers(), "retry-after"));
  }

  /** Codes are texts at one provider and numbers at the next, and pages of an edge have none. */
  private static String code(OpenAIServiceException failure) {
    try {
      JsonNode body = failure.body().convert(JsonNode.class);
      JsonNode error = body == null ? null : body.has("error") ? body.path("error") : body;
      if (error == null) {
        return "";
      }
      String kind = error.path("metadata").path("error_type").asText("");
      if (error.path("metadata").has("reasons")) {
        return "moderation";
      }
      return !kind.isEmpty()
          ? kind
          : error.path("code").isTextual()
              ? error.path("code").asText()
              : error.path("type").asText("");
    } catch (RuntimeException unreadable) {
      return "";
    }
  }

  private static Optional<String> header(Headers headers, String name) {
    return headers.values(name).stream().findFirst();
  }
}
