package com.quotahit.actors.sandbox.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.billing.SandboxShelfPort.Shelf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the stand-in remembers, for one piece of work: documents in the provider's own shape. Fields
 * that begin with {@code x_} are its private notes and never leave it.
 */
final class Documents {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CLOCK = "clock";

  private final Shelf shelf;
  private final Instant real;
  private final Supplier<String> random;
  private boolean told;

  Documents(Shelf shelf, Instant real, Supplier<String> random) {
    this.shelf = shelf;
    this.real = real;
    this.random = random;
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document of the stand-in is broken", e);
    }
  }

  /** The stand-in's time: a person may put it forward, never back. */
  Instant now() {
    return real.plusSeconds(shelf.get(CLOCK).map(Long::parseLong).orElse(0L));
  }

  long seconds() {
    return now().getEpochSecond();
  }

  void putForward(Duration by) {
    long before = shelf.get(CLOCK).map(Long::parseLong).orElse(0L);
    shelf.put(CLOCK, CLOCK, Long.toString(before + by.toSeconds()));
  }

  String newId(String prefix) {
    return prefix + "_" + random.get();
  }

  Optional<ObjectNode> find(String id) {
    return shelf.get(id).map(Documents::parse);
  }

  ObjectNode need(String kind, String id) {
    return find(id)
        .filter(found -> found.path("object").asText().equals(kind))
        .orElseThrow(() -> StripeError.missing(kind, id));
  }

  ObjectNode keep(ObjectNode document) {
    shelf.put(document.path("id").asText(), document.path("object").asText(), document.toString());
    return document;
  }

  /** The newest first. */
  List<ObjectNode> all(String kind) {
    return shelf.all(kind).stream().map(Documents::parse).toList();
  }

  Optional<String> note(String id) {
    return shelf.get(id);
  }

  void note(String id, String kind, String text) {
    shelf.put(id, kind, text);
  }

  void forget(String id) {
    shelf.remove(id);
  }

  List<String> notes(String kind) {
    return shelf.all(kind);
  }

  /** Remembers that something happened; it is told outside as soon as this work is done. */
  void happened(String type, ObjectNode about) {
    ObjectNode event = object();
    event.put("id", newId("evt"));
    event.put("object", "event");
    event.put("api_version", "2026-07-29.dahlia");
    // Told at the real time: a signature is only good for some minutes.
    event.put("created", real.getEpochSecond());
    event.put("type", type);
    event.put("livemode", false);
    event.put("pending_webhooks", 1);
    event.putNull("request");
    event.putObject("data").set("object", shown(about));
    keep(event);
    String id = event.path("id").asText();
    note("tell/" + id, "tell", Telling.first(id));
    told = true;
  }

  boolean hasNews() {
    return told;
  }

  /** As it leaves the stand-in. */
  static ObjectNode shown(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    List<String> secret = new java.util.ArrayList<>();
    copy.fieldNames()
        .forEachRemaining(name -> {
          if (name.startsWith("x_")) {
            secret.add(name);
          }
        });
    copy.remove(secret);
    return copy;
  }
}
