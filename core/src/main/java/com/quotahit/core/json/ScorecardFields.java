package com.quotahit.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.practice.Criterion;
import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.Scorecard;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Criteria and scorecards as they are written in content files: a scorecard names criteria of the
 * library.
 */
final class ScorecardFields {

  private ScorecardFields() {}

  static Scorecard read(Fields fields, Map<String, Criterion> library) {
    return new Scorecard(
        fields.text("id"),
        fields.whole("version", 1),
        fields.text("name"),
        fields.whole("passMark", 70),
        fields.objects("sections", section -> section(section, library)));
  }

  private static Scorecard.Section section(Fields fields, Map<String, Criterion> library) {
    Optional<Focus> focus =
        fields.has("focus") ? Optional.of(fields.constant(Focus.class, "focus")) : Optional.empty();
    List<Criterion> criteria =
        fields.list("criteria", JsonNode::asText).stream()
            .map(id ->
                Optional.ofNullable(library.get(id))
                    .orElseThrow(() ->
                        new IllegalArgumentException(fields.path() + " names no criterion: " + id)))
            .toList();
    return new Scorecard.Section(fields.text("name"), fields.whole("weight", 1), focus, criteria);
  }

  static Criterion criterion(Fields fields) {
    String id = fields.text("id");
    String name = fields.text("name");
    String tip = fields.text("tip");
    int weight = fields.whole("weight", 1);
    String kind = fields.text("kind");
    return switch (kind) {
      case "check" ->
          new Criterion.Check(
              id, name, weight, fields.text("statement"), fields.texts("examples"), tip);
      case "compound" ->
          new Criterion.Compound(
              id, name, weight, fields.objects("checks", ScorecardFields::part), tip);
      case "rated" ->
          new Criterion.Rated(
              id,
              name,
              weight,
              fields.text("statement"),
              fields.texts("anchors"),
              fields.texts("examples"),
              tip);
      case "metric" ->
          new Criterion.Metric(
              id,
              name,
              weight,
              fields.text("metric"),
              fields.number("low"),
              fields.number("high"),
              tip);
      case "knowledge" ->
          new Criterion.Knowledge(
              id,
              name,
              weight,
              fields.text("statement"),
              fields.textsOrNone("facts"),
              fields.texts("examples"),
              tip);
      case "forbidden" ->
          new Criterion.Forbidden(
              id,
              name,
              fields.text("statement"),
              fields.texts("examples"),
              consequence(fields),
              tip);
      default ->
          throw new IllegalArgumentException(fields.path() + " has the unknown kind " + kind);
    };
  }

  private static Criterion.Check part(Fields fields) {
    return new Criterion.Check(
        fields.text("id"),
        fields.text("name"),
        1,
        fields.text("statement"),
        fields.texts("examples"),
        fields.text("tip", fields.text("statement")));
  }

  private static Criterion.Consequence consequence(Fields fields) {
    return fields.has("minus")
        ? new Criterion.Consequence.MinusPoints(fields.whole("minus"))
        : new Criterion.Consequence.AutoFail();
  }
}
