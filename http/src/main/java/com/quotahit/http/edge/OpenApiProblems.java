package com.quotahit.http.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.http.edge.Access.Open;
import java.util.List;

/**
 * The problems that an endpoint can answer because of what the table says of it. Those that come of
 * what it does are its own and have codes (RFC 9457); clients meet them as the default response.
 */
final class OpenApiProblems {

  private static final String SHARED = "#/components/responses/";

  private record Told(int status, String name, String description) {}

  private static final Told INVALID =
      new Told(400, "Invalid", "A field or parameter is wrong; `errors` names each and what to do");
  private static final Told SIGNED_OUT =
      new Told(401, "SignedOut", "There is no session and no key, or it has ended");
  private static final Told NO_MODULE =
      new Told(402, "ModuleRequired", "The workspace's plan does not include this, or has run out");
  private static final Told REFUSED =
      new Told(403, "Refused", "The role or the key's scopes do not allow this");
  private static final Told MISSING =
      new Told(404, "Missing", "There is no such thing, or it belongs to another workspace");
  private static final Told TOO_MANY =
      new Told(429, "TooMany", "Too many requests; `Retry-After` says in how many seconds to ask");
  private static final Told OTHER = new Told(0, "Other", "Any other problem, by its code");

  private OpenApiProblems() {}

  static void shared(ObjectNode responses) {
    for (Told told : List.of(INVALID, SIGNED_OUT, NO_MODULE, REFUSED, MISSING, TOO_MANY, OTHER)) {
      responses
          .putObject(told.name())
          .put("description", told.description())
          .putObject("content")
          .putObject(Problems.MEDIA_TYPE)
          .set("schema", OpenApi.schema(new Schema.Named(WireNames.component(ProblemWire.class))));
    }
  }

  static void of(Endpoint<?, ?> endpoint, ObjectNode responses) {
    boolean open = endpoint.access() instanceof Open;
    if (!(endpoint.input() instanceof Input.None) || !QueryCheck.parameters(endpoint).isEmpty()) {
      add(responses, INVALID);
    }
    if (!open) {
      add(responses, SIGNED_OUT);
    }
    if (endpoint.module().isPresent()) {
      add(responses, NO_MODULE);
    }
    if (!open) {
      add(responses, REFUSED);
    }
    if (!endpoint.path().names().isEmpty()) {
      add(responses, MISSING);
    }
    add(responses, TOO_MANY);
    responses.putObject("default").put("$ref", SHARED + OTHER.name());
  }

  private static void add(ObjectNode responses, Told told) {
    responses.putObject(Integer.toString(told.status())).put("$ref", SHARED + told.name());
  }
}
