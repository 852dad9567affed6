package com.quotahit.cluster.stranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The product's own description of itself, {@code /api/v1/openapi.json}, read as a stranger would
 * who looks for places to put something in.
 */
final class Description {

  /** Values with which a request gets past the first look, by the name of the field. */
  private static final Map<String, String> LIKELY =
      Map.ofEntries(
          Map.entry("email", "somebody@north.example"),
          Map.entry("to", "somebody@north.example"),
          Map.entry("password", "wrong horse battery staple 7"),
          Map.entry("current", "wrong horse battery staple 7"),
          Map.entry("next", "another horse battery staple 8"),
          Map.entry("code", "000000"),
          Map.entry("reason", "Looking into ticket 4711"),
          Map.entry("currency", "EUR"),
          Map.entry("url", "https://www.example.com/"),
          Map.entry("issuer", "https://login.example.com"),
          Map.entry("host", "mail.example.com"),
          Map.entry("zone", "Europe/Berlin"),
          Map.entry("from", "2026-01-01T00:00:00.000Z"),
          Map.entry("limit", "5"),
          Map.entry("modules", "practice"),
          Map.entry("seats", "2"),
          Map.entry("scopes", "findings.read"),
          Map.entry("role", "rep"),
          Map.entry("owner", "user"),
          Map.entry("mode", "text"),
          Map.entry("focus", "general"),
          Map.entry("difficulty", "easy"),
          Map.entry("language", "en"),
          Map.entry("group", "day"),
          Map.entry("confirm", "Another Name"));

  /**
   * One thing that can be asked.
   *
   * @param gaps names of the gaps in its path
   * @param query names of its parameters behind the question mark
   */
  record Operation(
      String method,
      String path,
      String permission,
      boolean streams,
      List<String> gaps,
      List<String> query,
      Optional<JsonNode> body) {

    boolean open() {
      return permission.equals("open");
    }

    boolean ofThePlatform() {
      return permission.equals("platform-admin");
    }

    String line() {
      return method + " " + path;
    }
  }

  private final JsonNode document;
  private final Map<String, String> likely = new HashMap<>(LIKELY);

  Description(JsonNode document) {
    this.document = document;
  }

  /** What is there, for fields of this name. */
  Description knowing(String name, String value) {
    likely.put(name, value);
    return this;
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(of -> all.add(operation(of.getKey(), path.getKey(), of.getValue()))));
    return all;
  }

  private Operation operation(String method, String path, JsonNode of) {
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        of.path("x-permission").asText(),
        of.path("responses").toString().contains("text/event-stream"),
        named(of, "path"),
        named(of, "query"),
        Optional.of(of.at("/requestBody/content/application~1json/schema"))
            .filter(schema -> schema.has("$ref")));
  }

  private static List<String> named(JsonNode of, String place) {
    List<String> names = new ArrayList<>();
    of.path("parameters")
        .forEach(parameter -> {
          if (parameter.path("in").asText().equals(place)) {
            names.add(parameter.path("name").asText());
          }
        });
    return names;
  }

  /** A value for a parameter that is most likely taken. */
  String likely(String name) {
    return likely.getOrDefault(name, "unknown");
  }

  /** A body of the right shape. */
  JsonNode sample(JsonNode schema) {
    return sample(schema, "", 0);
  }

  private JsonNode sample(JsonNode schema, String name, int depth) {
    if (depth > 8) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (schema.has("$ref")) {
      return sample(document.at(schema.path("$ref").asText().substring(1)), name, depth + 1);
    }
    if (schema.has("anyOf")) {
      boolean text = schema.path("anyOf").get(0).path("type").asText().equals("string");
      // Something made up where nothing need be would be all that a request is refused for.
      return text && !likely.containsKey(name)
          ? JsonNodeFactory.instance.nullNode()
          : sample(schema.path("anyOf").get(0), name, depth + 1);
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(0);
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema, depth);
      case "array" -> {
        ArrayNode one = JsonNodeFactory.instance.arrayNode();
        one.add(sample(schema.path("items"), name, depth + 1));
        yield one;
      }
      case "integer", "number" ->
          JsonNodeFactory.instance.numberNode(Math.max(1, schema.path("minimum").asLong(1)));
      case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
      default ->
          JsonNodeFactory.instance.textNode(
              schema.path("format").asText().equals("date-time")
                  ? "2026-01-01T00:00:00.000Z"
                  : likely(name));
    };
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(field ->
            object.set(field.getKey(), sample(field.getValue(), field.getKey(), depth + 1)));
    if (schema.path("additionalProperties").isObject()) {
      object.set("key", sample(schema.path("additionalProperties"), "key", depth + 1));
    }
    return object;
  }

  /** Pointers to every value in a body that holds no other. */
  static List<String> places(JsonNode body) {
    List<String> found = new ArrayList<>();
    collect(body, "", found);
    return found;
  }

  private static void collect(JsonNode node, String at, List<String> found) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> collect(field.getValue(), at + "/" + field.getKey(), found));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), at + "/" + i, found);
      }
    } else {
      found.add(at);
    }
  }

  /** The same body with another value at one place. */
  static JsonNode with(JsonNode body, String place, JsonNode value) {
    JsonNode copy = body.deepCopy();
    int cut = place.lastIndexOf('/');
    JsonNode parent = copy.at(place.substring(0, cut));
    String last = place.substring(cut + 1);
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), value);
    }
    return copy;
  }

  static JsonNode parse(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
