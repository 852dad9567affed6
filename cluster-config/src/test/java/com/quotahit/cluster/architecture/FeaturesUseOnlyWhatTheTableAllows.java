package com.quotahit.cluster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FeaturesUseOnlyWhatTheTableAllows {

  private static final Pattern LINE = Pattern.compile("^(\\w+)\\s*->\\s*(.*)$");
  private static final Set<String> LAYERS = Set.of("core", "actors", "persistence", "http");

  private final Map<String, Set<String>> table = readTable();

  @Test
  void every_use_between_features_is_in_the_table() {
    Set<String> foreign = new TreeSet<>();
    for (JavaClass from : ProductClasses.ALL) {
      for (Dependency use : from.getDirectDependenciesFromSelf()) {
        feature(from)
            .flatMap(a -> feature(use.getTargetClass()).map(b -> Map.entry(a, b)))
            .filter(edge -> !edge.getKey().equals(edge.getValue()))
            .filter(edge -> !table.get(edge.getKey()).contains(edge.getValue()))
            .ifPresent(edge ->
                foreign.add(
                    edge.getKey() + " -> " + edge.getValue() + ": " + use.getDescription()));
      }
    }
    assertThat(foreign).as("uses that docs/feature-edges.md does not allow").isEmpty();
  }

  @Test
  void the_table_has_no_cycle() {
    for (String feature : table.keySet()) {
      assertThat(reachableFrom(feature, new HashSet<>()))
          .as("reachable from " + feature)
          .doesNotContain(feature);
    }
  }

  private Set<String> reachableFrom(String feature, Set<String> seen) {
    for (String next : table.getOrDefault(feature, Set.of())) {
      if (seen.add(next)) {
        reachableFrom(next, seen);
      }
    }
    return seen;
  }

  /** The feature of a class by its third package part; plumbing rooms belong to none. */
  private Optional<String> feature(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    boolean ours = parts.length > 3 && parts[0].equals("com") && parts[1].equals("quotahit");
    return ours && LAYERS.contains(parts[2]) && table.containsKey(parts[3])
        ? Optional.of(parts[3])
        : Optional.empty();
  }

  private static Map<String, Set<String>> readTable() {
    try {
      List<String> lines =
          new ArrayList<>(Files.readAllLines(Project.root().resolve("docs/feature-edges.md")));
      Map<String, Set<String>> table = new TreeMap<>();
      for (String line : lines.subList(lines.indexOf("```edges") + 1, lines.lastIndexOf("```"))) {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as("a line of the table: " + line).isTrue();
        Set<String> uses = new TreeSet<>(Arrays.asList(matcher.group(2).split("\\s*,\\s*")));
        uses.remove("");
        table.put(matcher.group(1), uses);
      }
      return table;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
