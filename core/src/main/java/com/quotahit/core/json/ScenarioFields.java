package com.quotahit.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.Gatekeeper;
import com.quotahit.core.practice.HiddenFact;
import com.quotahit.core.practice.Negotiation;
import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.Product;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.ScenarioType;
import com.quotahit.core.practice.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario as it is written in a content file. Objections are written out or named from the
 * library.
 */
final class ScenarioFields {

  private ScenarioFields() {}

  static Scenario read(Fields fields, Map<String, Objection> library) {
    Scenario scenario =
        new Scenario(
            fields.text("id"),
            fields.whole("version", 1),
            fields.text("title"),
            fields.constant(ScenarioType.class, "type"),
            fields.text("summary"),
            fields.text("learnerBrief"),
            fields.object("product", ScenarioFields::product),
            fields.text("situation"),
            fields.constant(Scenario.Contact.class, "contact"),
            fields.texts("stages"),
            fields.texts("focuses").stream()
                .map(wire -> Fields.constantOf(Focus.class, wire, fields.path() + ".focuses"))
                .toList(),
            Duration.ofSeconds(fields.whole("timeLimitS", 600)),
            fields.texts("personas"),
            answers(fields),
            objections(fields, library),
            fields.objects("hiddenFacts", ScenarioFields::hiddenFact),
            fields.object("outcome", ScenarioFields::outcome),
            fields.objectOrNone("negotiation", ScenarioFields::negotiation),
            fields.objectOrNone("gatekeeper", ScenarioFields::gatekeeper),
            fields.objects("script", ScenarioFields::beat),
            fields.text("scorecard"));
    fields.done();
    return scenario;
  }

  static Objection objection(Fields fields) {
    return new Objection(
        fields.text("id"),
        fields.text("meaning"),
        fields.texts("moments").stream()
            .map(
                wire -> Fields.constantOf(Objection.Moment.class, wire, fields.path() + ".moments"))
            .toList(),
        fields.text("release"),
        fields.texts("raise"),
        fields.texts("press"),
        fields.texts("concede"),
        fields.texts("answers"));
  }

  private static List<Objection> objections(Fields fields, Map<String, Objection> library) {
    List<Objection> objections = new ArrayList<>();
    for (JsonNode item : fields.list("objections", node -> node)) {
      String path = fields.path() + ".objections[" + objections.size() + "]";
      objections.add(item.isTextual() ? named(item.asText(), library, path) : written(item, path));
    }
    return objections;
  }

  private static Objection named(String id, Map<String, Objection> library, String path) {
    return Optional.ofNullable(library.get(id))
        .orElseThrow(() -> new IllegalArgumentException(path + " is not in the library: " + id));
  }

  private static Objection written(JsonNode item, String path) {
    Fields fields = new Fields(item, path);
    Objection objection = objection(fields);
    fields.done();
    return objection;
  }

  private static Map<Topic, List<String>> answers(Fields fields) {
    Map<Topic, List<String>> answers = new EnumMap<>(Topic.class);
    fields.object(
        "answers",
        topics -> {
          for (Topic topic : Topic.values()) {
            if (topics.has(topic.wire())) {
              answers.put(topic, List.copyOf(topics.texts(topic.wire())));
            }
          }
          return answers;
        });
    return answers;
  }

  private static Product product(Fields fields) {
    return new Product(
        fields.text("name"),
        fields.text("seller"),
        fields.text("is"),
        fields.text("price"),
        fields.texts("facts"));
  }

  private static HiddenFact hiddenFact(Fields fields) {
    return new HiddenFact(
        fields.text("id"),
        fields.text("fact"),
        fields.constant(Topic.class, "topic"),
        fields.texts("asked"),
        fields.texts("deflect"),
        fields.texts("reveal"),
        fields.texts("traces"));
  }

  private static Scenario.Outcome outcome(Fields fields) {
    return new Scenario.Outcome(
        fields.text("ask"), fields.texts("agree"), fields.texts("unsure"), fields.texts("decline"));
  }

  private static Negotiation negotiation(Fields fields) {
    return new Negotiation(
        fields.list("demands", JsonNode::asInt),
        fields.texts("demand"),
        fields.texts("pocketed"),
        fields.texts("hold"),
        fields.texts("yield"),
        fields.texts("settle"));
  }

  private static Gatekeeper gatekeeper(Fields fields) {
    return new Gatekeeper(
        fields.text("name"),
        fields.text("role"),
        fields.text("voice"),
        fields.number("speed", 1.0),
        fields.text("transferCondition"),
        fields.texts("pickUp"),
        fields.texts("questions"),
        fields.texts("deflect"),
        fields.texts("transfer"),
        fields.texts("refuse"),
        fields.text("scorecard"));
  }

  private static Scenario.Beat beat(Fields fields) {
    return new Scenario.Beat(fields.text("intent"), fields.text("text"));
  }
}
