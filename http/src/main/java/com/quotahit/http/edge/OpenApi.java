package com.quotahit.http.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.workspace.ApiKey;
import com.quotahit.core.workspace.Permission;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The interface's description as OpenAPI 3.1, made from the table; the same table, the same text.
 */
public final class OpenApi {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private OpenApi() {}

  /** Pretty-printed, so that a change of the interface can be reviewed. */
  public static String text(EndpointTable table) {
    try {
      return WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(of(table))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode of(EndpointTable table) {
    ObjectNode root = JSON.objectNode();
    root.put("openapi", "3.1.0");
    ObjectNode about = root.putObject("info").put("title", "QuotaHit").put("version", "1");
    about.put("description", OpenApiWords.ABOUT);
    about.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    root.putArray("servers").addObject().put("url", Edge.API);
    OpenApiWords.tags(table, root.putArray("tags"));
    ObjectNode paths = root.putObject("paths");
    List<Endpoint<?, ?>> sorted =
        table.endpoints().stream()
            .sorted(
                Comparator.<Endpoint<?, ?>, String>comparing(e -> e.path().text())
                    .thenComparing(Endpoint::method))
            .toList();
    for (Endpoint<?, ?> endpoint : sorted) {
      paths
          .withObjectProperty(endpoint.path().text())
          .set(endpoint.method().name().toLowerCase(Locale.ROOT), operation(table, endpoint));
    }
    ObjectNode components = root.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    table.shapes().named().forEach((name, shape) -> schemas.set(name, schema(shape)));
    OpenApiProblems.shared(components.putObject("responses"));
    ObjectNode security = components.putObject("securitySchemes");
    security
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "__Host-qh_session")
        .put(
            "description",
            "Browsers. Whatever changes something also sends the value of the cookie "
                + SessionCookies.CSRF_COOKIE
                + " as the header "
                + SessionCookies.CSRF_HEADER
                + ". Over plain HTTP the cookie is named qh_session.");
    security
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "Programs. An API key of the workspace, with the scopes it was given.");
    return root;
  }

  private static ObjectNode operation(EndpointTable table, Endpoint<?, ?> endpoint) {
    ObjectNode operation = JSON.objectNode();
    operation.put("operationId", endpoint.operationId());
    operation.put("summary", endpoint.summary());
    operation.put("description", OpenApiWords.of(endpoint));
    operation.putArray("tags").add(OpenApiWords.tag(endpoint));
    operation.put("x-permission", endpoint.access().text());
    endpoint.module().ifPresent(module -> operation.put("x-module", module.code()));
    if (endpoint.signIn() == Endpoint.SignIn.RECENT) {
      operation.put("x-recent-sign-in", true);
    }
    ArrayNode security = operation.putArray("security");
    if (!(endpoint.access() instanceof Access.Open)) {
      security.addObject().putArray("session");
    }
    if (endpoint.access() instanceof Access.Needs(Permission needed) && ApiKey.possible(needed)) {
      security.addObject().putArray("key").add(needed.code());
    }
    parameters(endpoint, operation.putArray("parameters"));
    requestBody(table, endpoint, operation);
    responses(table, endpoint, operation.putObject("responses"));
    return operation;
  }

  private static void parameters(Endpoint<?, ?> endpoint, ArrayNode list) {
    for (String gap : endpoint.path().names()) {
      ObjectNode parameter = list.addObject();
      parameter.put("name", gap).put("in", "path").put("required", true);
      parameter.putObject("schema").put("type", "string");
    }
    for (Parameter declared : QueryCheck.parameters(endpoint)) {
      ObjectNode parameter = list.addObject();
      parameter.put("name", declared.name()).put("in", "query").put("required", false);
      parameter.put("description", declared.description());
      parameter.set("schema", schema(declared.schema()));
    }
    if (endpoint.method() == Method.POST) {
      ObjectNode parameter = list.addObject();
      parameter.put("name", "Idempotency-Key").put("in", "header").put("required", false);
      parameter.putObject("schema").put("type", "string").put("maxLength", 200);
    }
  }

  private static void requestBody(
      EndpointTable table, Endpoint<?, ?> endpoint, ObjectNode operation) {
    switch (endpoint.input()) {
      case Input.None _ -> {}
      case Input.Json<?, ?> _ -> {
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        body.putObject("content")
            .putObject("application/json")
            .set("schema", schema(table.described(endpoint).input().orElseThrow()));
      }
      case Input.Body(List<Input.Media> media, long _) -> {
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        ObjectNode content = body.putObject("content");
        media.forEach(m -> content.putObject(m.type()).set("schema", media(table, m)));
      }
    }
  }

  private static ObjectNode media(EndpointTable table, Input.Media media) {
    if (media.wire() != Nothing.class) {
      return schema(table.shapes().in(media.wire()));
    }
    if (!media.type().startsWith("multipart/")) {
      return JSON.objectNode().put("type", "string").put("format", "binary");
    }
    ObjectNode form = JSON.objectNode().put("type", "object");
    ObjectNode properties = form.putObject("properties");
    media
        .files()
        .forEach(f -> properties.putObject(f).put("type", "string").put("format", "binary"));
    media.texts().forEach(t -> properties.putObject(t).put("type", "string"));
    ArrayNode required = form.putArray("required");
    media.files().forEach(required::add);
    return form;
  }

  private static void responses(
      EndpointTable table, Endpoint<?, ?> endpoint, ObjectNode responses) {
    response(table, endpoint, responses.putObject(Integer.toString(endpoint.status())));
    endpoint
        .otherStatuses()
        .forEach(s -> response(table, endpoint, responses.putObject(Integer.toString(s))));
    OpenApiProblems.of(endpoint, responses);
  }

  private static void response(EndpointTable table, Endpoint<?, ?> endpoint, ObjectNode response) {
    response.put("description", "Done");
    switch (endpoint.output()) {
      case Output.None _ -> {}
      case Output.Json<?> _, Output.Items<?> _ ->
          response
              .putObject("content")
              .putObject("application/json")
              .set("schema", schema(table.described(endpoint).output().orElseThrow()));
      case Output.Bytes(String type) -> {
        ObjectNode bytes = response.putObject("content").putObject(type).putObject("schema");
        if (!type.startsWith("application/json")) {
          bytes.put("type", "string").put("format", "binary");
        }
      }
      case Output.Events(List<Output.Event> events) -> {
        ObjectNode content = response.putObject("content").putObject("text/event-stream");
        content.putObject("schema").put("type", "string");
        ObjectNode named = content.putObject("x-events");
        events.forEach(e -> named.set(e.name(), schema(table.shapes().out(e.wire()))));
      }
    }
  }

  static ObjectNode schema(Schema schema) {
    ObjectNode json = JSON.objectNode();
    switch (schema) {
      case Schema.Text(String format, List<String> oneOf) -> {
        json.put("type", "string");
        if (!format.isEmpty()) {
          json.put("format", format);
        }
        if (!oneOf.isEmpty()) {
          oneOf.forEach(json.putArray("enum")::add);
        }
      }
      case Schema.Whole(long min, long max) ->
          json.put("type", "integer")
              .put("format", max > Integer.MAX_VALUE ? "int64" : "int32")
              .put("minimum", min)
              .put("maximum", max);
      case Schema.Decimal() -> json.put("type", "number");
      case Schema.Flag() -> json.put("type", "boolean");
      case Schema.Anything() -> {}
      case Schema.ListOf(Schema item) -> json.put("type", "array").set("items", schema(item));
      case Schema.MapOf(Schema value) ->
          json.put("type", "object").set("additionalProperties", schema(value));
      case Schema.Maybe(Schema.Anything _) -> {}
      case Schema.Maybe(Schema of) -> {
        ArrayNode either = json.putArray("anyOf");
        either.add(schema(of));
        either.addObject().put("type", "null");
      }
      case Schema.Named(String name) -> json.put("$ref", "#/components/schemas/" + name);
      case Schema.Fields(List<Schema.Field> fields) -> fields(json, fields);
      case Schema.Union(Map<String, String> members) -> {
        ArrayNode either = json.putArray("oneOf");
        members.values().forEach(m -> either.add(schema(new Schema.Named(m))));
        ObjectNode discriminator = json.putObject("discriminator");
        discriminator.put("propertyName", WireNames.DISCRIMINATOR);
        ObjectNode mapping = discriminator.putObject("mapping");
        members.forEach((type, m) -> mapping.put(type, "#/components/schemas/" + m));
      }
    }
    return json;
  }

  private static void fields(ObjectNode json, List<Schema.Field> fields) {
    json.put("type", "object");
    ObjectNode properties = json.putObject("properties");
    fields.forEach(f -> properties.set(f.name(), schema(f.schema())));
    ArrayNode required = json.putArray("required");
    fields.stream().filter(Schema.Field::required).forEach(f -> required.add(f.name()));
    json.put("additionalProperties", false);
  }
}
