package com.quotahit.actors.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error as the provider words it. */
final class StripeError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String code;
  private final String param;

  StripeError(int status, String type, String code, String param, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  static StripeError invalid(String param, String message) {
    return new StripeError(400, "invalid_request_error", "parameter_invalid", param, message);
  }

  static StripeError missing(String kind, String id) {
    return new StripeError(
        404,
        "invalid_request_error",
        "resource_missing",
        "id",
        "No such " + kind + ": '" + id + "'");
  }

  static StripeError declined() {
    return new StripeError(402, "card_error", "card_declined", "", "Your card was declined.");
  }

  int status() {
    return status;
  }

  String json() {
    ObjectNode root = Documents.object();
    ObjectNode error = root.putObject("error");
    error.put("type", type);
    error.put("code", code);
    error.put("message", getMessage());
    if (!param.isEmpty()) {
      error.put("param", param);
    }
    if (code.equals("card_declined")) {
      error.put("decline_code", "generic_decline");
    }
    return root.toString();
  }
}
