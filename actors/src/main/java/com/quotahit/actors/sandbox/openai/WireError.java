package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.jspecify.annotations.Nullable;

/** An error as the provider words it: status, type, code and the parameter at fault. */
final class WireError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;

  WireError(
      int status, String type, String message, @Nullable String param, @Nullable String code) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  static WireError invalid(String message, @Nullable String param) {
    return new WireError(400, "invalid_request_error", message, param, null);
  }

  static WireError invalid(String message, @Nullable String param, String code) {
    return new WireError(400, "invalid_request_error", message, param, code);
  }

  static WireError keyRejected(String message) {
    return new WireError(401, "invalid_request_error", message, null, "invalid_api_key");
  }

  static WireError noSpeech() {
    return new WireError(
        503, "server_error", "The speech models are not installed.", null, "speech_unavailable");
  }

  ObjectNode error() {
    ObjectNode error = Json.object();
    error.put("message", String.valueOf(getMessage()));
    error.put("type", type);
    error.put("param", param);
    error.put("code", code);
    return error;
  }

  ObjectNode body() {
    ObjectNode body = Json.object();
    body.set("error", error());
    return body;
  }

  HttpResponse response() {
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withEntity(ContentTypes.APPLICATION_JSON, Json.text(body()));
  }
}
