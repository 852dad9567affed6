package com.quotahit.actors.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The provider's own description of its messages, read where it is present: as much of JSON Schema
 * as that description uses. A field that the description does not name is an error here.
 */
final class OfficialShapes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode schemas;
  private final boolean answers;
  private final Map<String, String> byType = new TreeMap<>();

  private OfficialShapes(JsonNode schemas, boolean answers) {
    this.schemas = schemas;
    this.answers = answers;
    for (String family : List.of("RealtimeClientEvent", "RealtimeServerEvent")) {
      for (JsonNode one : schemas.path(family).path("anyOf")) {
        JsonNode type = resolve(one).path("properties").path("type");
        String name = type.path("enum").path(0).asText(type.path("const").asText());
        byType.put(name, one.path("$ref").asText().replace("#/components/schemas/", ""));
      }
    }
  }

  static String type(String event) {
    return read(event).path("type").asText();
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException notJson) {
      throw new AssertionError(json, notJson);
    }
  }

  static String shortened(String json) {
    return json.length() > 600 ? json.substring(0, 600) + "…" : json;
  }

  /** Empty where the description is not on this machine. */
  static Optional<OfficialShapes> find() {
    Path folder =
        Optional.ofNullable(System.getenv("QUOTAHIT_OPENAPI_DIR"))
            .map(Path::of)
            .orElseGet(() -> projectRoot().resolve("../shared/data/openapi"));
    Path file = folder.resolve("openai-openapi.yaml");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(1 << 26);
    options.setMaxAliasesForCollections(10_000);
    try (Reader reader = Files.newBufferedReader(file)) {
      Map<String, Object> whole = new Yaml(new SafeConstructor(options)).load(reader);
      return Optional.of(
          new OfficialShapes(JSON.valueToTree(whole).path("components").path("schemas"), false));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The same for what the provider sends, where null stands for absent. */
  OfficialShapes ofAnswers() {
    return new OfficialShapes(schemas, true);
  }

  private static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("cluster-config"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** What is wrong with a realtime event, by its {@code type}. */
  List<String> realtime(String event) {
    JsonNode node = parsed(event);
    String schema = byType.get(node.path("type").asText());
    return schema == null ? List.of("no such event: " + node.path("type")) : check(schema, event);
  }

  List<String> check(String schema, String json) {
    if (schemas.path(schema).isMissingNode()) {
      throw new IllegalArgumentException("no such schema: " + schema);
    }
    List<String> wrong = new ArrayList<>();
    check("$", schemas.path(schema), parsed(json), true, wrong);
    return wrong;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private JsonNode resolve(JsonNode schema) {
    return schema.has("$ref")
        ? schemas.path(schema.path("$ref").asText().replace("#/components/schemas/", ""))
        : schema;
  }

  private void check(
      String path, JsonNode reference, JsonNode value, boolean closed, List<String> wrong) {
    JsonNode schema = resolve(reference);
    // In answers the description leaves out that a field may be null; its own examples show it.
    boolean byExample = answers && !path.equals("$");
    if (value.isNull()
        && (byExample || schema.path("nullable").asBoolean() || schema.path("default").isNull())) {
      return;
    }
    checkType(path, schema.path("type"), value, wrong);
    checkValue(path, schema, value, wrong);
    boolean mixed = schema.has("allOf") || schema.has("anyOf") || schema.has("oneOf");
    for (JsonNode part : schema.path("allOf")) {
      check(path, part, value, false, wrong);
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      if (schema.has(choice)) {
        checkChoice(path, schema.path(choice), value, closed && !schema.has("allOf"), wrong);
      }
    }
    if (value.isObject()) {
      checkFields(path, schema, value, closed && !mixed, wrong);
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(path + "[" + i + "]", schema.path("items"), value.get(i), closed, wrong);
      }
    }
  }

  private void checkChoice(
      String path, JsonNode choices, JsonNode value, boolean closed, List<String> wrong) {
    List<String> closest = null;
    for (JsonNode choice : choices) {
      List<String> here = new ArrayList<>();
      check(path, choice, value, closed, here);
      if (closest == null || here.size() < closest.size()) {
        closest = here;
      }
    }
    if (closest != null) {
      wrong.addAll(closest);
    }
  }

  private void checkFields(
      String path, JsonNode schema, JsonNode value, boolean closed, List<String> wrong) {
    JsonNode properties = schema.path("properties");
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        wrong.add(path + "." + required.asText() + " is missing");
      }
    }
    Set<String> known = new HashSet<>();
    properties.fieldNames().forEachRemaining(known::add);
    boolean open =
        schema.path("additionalProperties").isObject()
            || schema.path("additionalProperties").asBoolean();
    value
        .properties()
        .forEach(field -> {
          String at = path + "." + field.getKey();
          if (known.contains(field.getKey())) {
            check(at, properties.path(field.getKey()), field.getValue(), true, wrong);
          } else if (closed && !open && !known.isEmpty()) {
            wrong.add(at + " is unknown");
          }
        });
  }

  private static void checkType(String path, JsonNode type, JsonNode value, List<String> wrong) {
    List<String> allowed = new ArrayList<>();
    if (type.isTextual()) {
      allowed.add(type.asText());
    }
    type.forEach(each -> allowed.add(each.asText()));
    if (!allowed.isEmpty() && allowed.stream().noneMatch(name -> is(name, value))) {
      wrong.add(path + " is " + value.getNodeType() + ", expected " + allowed);
    }
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> true;
    };
  }

  private static void checkValue(String path, JsonNode schema, JsonNode value, List<String> wrong) {
    if (schema.has("enum")) {
      boolean found = false;
      for (JsonNode allowed : schema.path("enum")) {
        found |= allowed.equals(value);
      }
      if (!found) {
        wrong.add(path + " is " + value + ", expected one of " + schema.path("enum"));
      }
    }
    if (schema.has("const") && !schema.path("const").equals(value)) {
      wrong.add(path + " is " + value + ", expected " + schema.path("const"));
    }
    if (value.isNumber()
        && (schema.has("minimum") && value.asDouble() < schema.path("minimum").asDouble()
            || schema.has("maximum") && value.asDouble() > schema.path("maximum").asDouble())) {
      wrong.add(path + " is out of range: " + value);
    }
    if (value.isTextual()
        && schema.has("maxLength")
        && value.asText().length() > schema.path("maxLength").asInt()) {
      wrong.add(path + " is too long");
    }
  }
}
