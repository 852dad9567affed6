package com.quotahit.http.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with named gaps, such as {@code /practice/sessions/{id}}. A gap takes one whole segment.
 */
record PathTemplate(String text, List<String> segments) {

  static PathTemplate of(String text) {
    if (!text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
      throw new IllegalArgumentException("not a path template: '" + text + "'");
    }
    return new PathTemplate(text, split(text));
  }

  static List<String> split(String path) {
    List<String> parts = new ArrayList<>();
    int from = 1;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      parts.add(path.substring(from, end));
      from = end + 1;
    }
    return List.copyOf(parts);
  }

  private static boolean gap(String segment) {
    return segment.startsWith("{");
  }

  List<String> names() {
    return segments.stream().filter(PathTemplate::gap).map(PathTemplate::name).toList();
  }

  private static String name(String gap) {
    return gap.substring(1, gap.length() - 1);
  }

  /** What stands in the gaps, when the path is of this form; a fixed segment beats a gap. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String expected = segments.get(i);
      if (gap(expected)) {
        if (path.get(i).isEmpty()) {
          return Optional.empty();
        }
        found.put(name(expected), path.get(i));
      } else if (!expected.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  long gaps() {
    return segments.stream().filter(PathTemplate::gap).count();
  }

  /** Two templates of one shape match the same paths. */
  String shape() {
    StringBuilder shape = new StringBuilder();
    for (String segment : segments) {
      shape.append('/').append(gap(segment) ? "{}" : segment);
    }
    return shape.toString();
  }
}
