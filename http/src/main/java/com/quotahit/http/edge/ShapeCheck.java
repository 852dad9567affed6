package com.quotahit.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.shared.FieldProblem;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a JSON value against a shape and names everything that does not fit, up to a bound. */
final class ShapeCheck {

  private static final int PROBLEMS_MAX = 50;

  private final Shapes shapes;
  private final List<FieldProblem> problems = new ArrayList<>();

  private ShapeCheck(Shapes shapes) {
    this.shapes = shapes;
  }

  static List<FieldProblem> problems(Shapes shapes, Schema schema, JsonNode value) {
    ShapeCheck check = new ShapeCheck(shapes);
    check.look(schema, value, "");
    return check.problems;
  }

  private void look(Schema schema, JsonNode value, String path) {
    if (problems.size() >= PROBLEMS_MAX) {
      return;
    }
    switch (schema) {
      case Schema.Anything() -> {}
      case Schema.Named named -> look(shapes.resolve(named), value, path);
      case Schema.Maybe(Schema of) -> {
        if (!value.isNull()) {
          look(of, value, path);
        }
      }
      case Schema.Text text -> text(text, value, path);
      case Schema.Whole(long min, long max) -> {
        if (!value.isIntegralNumber()) {
          wrongType(path, "a whole number");
        } else if (!value.canConvertToLong() || value.asLong() < min || value.asLong() > max) {
          add(path, "out_of_range", "This number is out of range.");
        }
      }
      case Schema.Decimal() -> {
        if (!value.isNumber()) {
          wrongType(path, "a number");
        }
      }
      case Schema.Flag() -> {
        if (!value.isBoolean()) {
          wrongType(path, "true or false");
        }
      }
      case Schema.ListOf(Schema item) -> list(item, value, path);
      case Schema.MapOf(Schema item) -> map(item, value, path);
      case Schema.Fields(List<Schema.Field> fields) -> fields(fields, value, path);
      case Schema.Union(Map<String, String> members) -> union(members, value, path);
    }
  }

  private void text(Schema.Text text, JsonNode value, String path) {
    if (!value.isTextual()) {
      wrongType(path, "text");
    } else if (!text.oneOf().isEmpty() && !text.oneOf().contains(value.asText())) {
      add(path, "not_allowed", "Must be one of: " + String.join(", ", text.oneOf()) + ".");
    } else if (value.asText().indexOf('\0') >= 0) {
      add(path, "invalid_character", "Text cannot contain the NUL character.");
    } else {
      format(text.format(), value.asText(), path);
    }
  }

  private void format(String format, String text, String path) {
    try {
      switch (format) {
        case "date-time" -> Moments.parse(text);
        case "date" -> Moments.day(text);
        case "uri" -> java.net.URI.create(text);
        case "byte" -> java.util.Base64.getDecoder().decode(text);
        default -> {}
      }
    } catch (DateTimeException e) {
      add(path, "invalid", "Write a date as in 2026-11-23 and a moment as 2026-11-23T10:00:00Z.");
    } catch (IllegalArgumentException e) {
      add(path, "invalid", "This is no valid " + format + ".");
    }
  }

  private void list(Schema item, JsonNode value, String path) {
    if (!value.isArray()) {
      wrongType(path, "a list");
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      look(item, value.get(i), path + "[" + i + "]");
    }
  }

  private void map(Schema item, JsonNode value, String path) {
    if (!value.isObject()) {
      wrongType(path, "an object");
      return;
    }
    value.properties().forEach(e -> look(item, e.getValue(), below(path, e.getKey())));
  }

  private void fields(List<Schema.Field> fields, JsonNode value, String path) {
    if (!value.isObject()) {
      wrongType(path, "an object");
      return;
    }
    Set<String> known = new HashSet<>();
    for (Schema.Field field : fields) {
      known.add(field.name());
      JsonNode found = value.get(field.name());
      String below = below(path, field.name());
      if (found == null) {
        if (field.required()) {
          add(below, "required", "This field is required.");
        }
      } else if (found.isNull()
          && !(field.schema() instanceof Schema.Maybe)
          && !(field.schema() instanceof Schema.Anything)) {
        add(below, "required", "This field is required.");
      } else {
        look(field.schema(), found, below);
      }
    }
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name) && problems.size() < PROBLEMS_MAX) {
        add(below(path, clip(name)), "unknown_field", "There is no such field.");
      }
    }
  }

  private void union(Map<String, String> members, JsonNode value, String path) {
    if (!value.isObject()) {
      wrongType(path, "an object");
      return;
    }
    String member = members.get(value.path(WireNames.DISCRIMINATOR).asText());
    if (member == null) {
      add(
          below(path, WireNames.DISCRIMINATOR),
          "not_allowed",
          "Must be one of: " + String.join(", ", members.keySet()) + ".");
    } else {
      look(new Schema.Named(member), value, path);
    }
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String clip(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "…";
  }

  private void wrongType(String path, String expected) {
    add(path, "wrong_type", "This must be " + expected + ".");
  }

  private void add(String path, String code, String message) {
    problems.add(new FieldProblem(path, code, message));
  }
}
