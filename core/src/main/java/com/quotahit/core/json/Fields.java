package com.quotahit.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Strict reading of one JSON object that people edit by hand: a missing field, a wrong type or a
 * field nobody reads is an error that names its path.
 */
final class Fields {

  private final JsonNode node;
  private final String path;
  private final Set<String> read = new HashSet<>();

  Fields(JsonNode node, String path) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(path + " must be an object");
    }
    this.node = node;
    this.path = path;
  }

  boolean has(String name) {
    return node.has(name);
  }

  String text(String name) {
    JsonNode value = require(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw wrong(name, "a text");
    }
    return value.asText();
  }

  String text(String name, String otherwise) {
    return node.has(name) ? text(name) : otherwise;
  }

  int whole(String name) {
    JsonNode value = require(name);
    if (!value.isInt()) {
      throw wrong(name, "a whole number");
    }
    return value.asInt();
  }

  int whole(String name, int otherwise) {
    return node.has(name) ? whole(name) : otherwise;
  }

  double number(String name) {
    JsonNode value = require(name);
    if (!value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value.asDouble();
  }

  double number(String name, double otherwise) {
    return node.has(name) ? number(name) : otherwise;
  }

  List<String> texts(String name) {
    return list(name, JsonNode::asText);
  }

  List<String> textsOrNone(String name) {
    return node.has(name) ? texts(name) : List.of();
  }

  /** Texts under names that the author chose. */
  Map<String, String> named(String name) {
    JsonNode value = require(name);
    if (!value.isObject()) {
      throw wrong(name, "an object of texts");
    }
    Map<String, String> named = new LinkedHashMap<>();
    value.properties().forEach(entry -> named.put(entry.getKey(), entry.getValue().asText()));
    return named;
  }

  <T> List<T> list(String name, Function<JsonNode, T> each) {
    JsonNode value = require(name);
    if (!value.isArray()) {
      throw wrong(name, "a list");
    }
    List<T> items = new ArrayList<>();
    value.forEach(item -> items.add(each.apply(item)));
    return items;
  }

  <T> List<T> objects(String name, Function<Fields, T> each) {
    List<T> items = new ArrayList<>();
    for (JsonNode item : list(name, Function.identity())) {
      Fields fields = new Fields(item, path + "." + name + "[" + items.size() + "]");
      items.add(each.apply(fields));
      fields.done();
    }
    return items;
  }

  <T> T object(String name, Function<Fields, T> make) {
    Fields fields = new Fields(require(name), path + "." + name);
    T made = make.apply(fields);
    fields.done();
    return made;
  }

  <T> Optional<T> objectOrNone(String name, Function<Fields, T> make) {
    return node.has(name) ? Optional.of(object(name, make)) : Optional.empty();
  }

  JsonNode raw(String name) {
    return require(name);
  }

  <T extends Enum<T>> T constant(Class<T> type, String name) {
    return constantOf(type, text(name), path + "." + name);
  }

  static <T extends Enum<T>> T constantOf(Class<T> type, String wire, String path) {
    for (T value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(wire)) {
        return value;
      }
    }
    throw new IllegalArgumentException(path + " is '" + wire + "', no " + type.getSimpleName());
  }

  /** Fails when the object holds a field that nothing asked for: most likely a spelling mistake. */
  void done() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!read.contains(name)) {
        throw new IllegalArgumentException(path + " has the unknown field '" + name + "'");
      }
    }
  }

  String path() {
    return path;
  }

  private JsonNode require(String name) {
    read.add(name);
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException(path + " lacks '" + name + "'");
    }
    return value;
  }

  private IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException(path + "." + name + " must be " + wanted);
  }
}
