package com.quotahit.http.edge;

import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.Uri;

/** Refuses parameters that are not declared, doubled or not among the allowed values. */
final class QueryCheck {

  record Checked(List<FieldProblem> problems, Parsed<Page> page) {}

  private QueryCheck() {}

  static Checked check(Endpoint<?, ?> endpoint, Uri uri) {
    List<FieldProblem> problems = new ArrayList<>();
    Map<String, List<String>> query;
    try {
      query = uri.query().toMultiMap();
    } catch (RuntimeException e) {
      problems.add(new FieldProblem("", "malformed", "The query cannot be read."));
      return new Checked(problems, Parsed.valid(new Page(1, Optional.empty())));
    }
    query.forEach((name, values) -> {
      if (values.size() > 1) {
        problems.add(new FieldProblem(name, "doubled", "Send this parameter once."));
      }
      declared(endpoint, name)
          .ifPresentOrElse(
              parameter -> allowed(parameter, values.getFirst(), problems),
              () ->
                  problems.add(
                      new FieldProblem(name, "unknown_parameter", "There is no such parameter.")));
    });
    return new Checked(problems, Page.parse(first(query, "limit"), first(query, "cursor")));
  }

  private static Optional<String> first(Map<String, List<String>> query, String name) {
    return Optional.ofNullable(query.get(name)).map(List::getFirst);
  }

  private static Optional<Parameter> declared(Endpoint<?, ?> endpoint, String name) {
    return parameters(endpoint).stream().filter(p -> p.name().equals(name)).findFirst();
  }

  private static void allowed(Parameter parameter, String value, List<FieldProblem> problems) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          new FieldProblem(
              parameter.name(), "control_character", "Control characters are not allowed here."));
    } else if (!parameter.oneOf().isEmpty() && !parameter.oneOf().contains(value)) {
      problems.add(
          new FieldProblem(
              parameter.name(),
              "not_allowed",
              "Must be one of: " + String.join(", ", parameter.oneOf()) + "."));
    }
  }

  /** Declared parameters, with those of a page where the endpoint answers one. */
  static List<Parameter> parameters(Endpoint<?, ?> endpoint) {
    if (!endpoint.paged()) {
      return endpoint.query();
    }
    List<Parameter> all = new ArrayList<>(endpoint.query());
    all.add(
        Parameter.whole(
            "limit",
            "How many items, 1 to 100; " + Page.LIMIT_DEFAULT + " when left out.",
            1,
            Page.LIMIT_MAX));
    all.add(Parameter.text("cursor", "The nextCursor of the page before.", List.of()));
    return all;
  }
}
