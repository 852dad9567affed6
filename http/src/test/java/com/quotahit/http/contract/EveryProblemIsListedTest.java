package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.edge.ProblemList;
import com.quotahit.http.edge.ProblemList.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Read off the source, where each is written once. {@code -Dcontract.write=true} writes the list.
 */
@Tag("route")
class EveryProblemIsListedTest {

  private static final Pattern PROBLEM =
      Pattern.compile(
          "(?:Problem|of)\\(\\s*(\\d{3}),\\s*\"([a-z][a-z0-9_.-]*)\",\\s*\"([^\"\\\\]*)\"");
  private static final Pattern BUSY = Pattern.compile("busy\\(\\s*\"([a-z][a-z0-9_.-]*)\"");

  @Test
  void the_list_has_every_problem_that_the_source_has() throws IOException {
    String now = kinds().stream().map(Kind::line).collect(Collectors.joining("\n", "", "\n"));
    Path file = root().resolve("http/src/main/resources").resolve(ProblemList.FILE);
    if (Boolean.getBoolean("contract.write")) {
      Files.writeString(file, now);
    }
    assertThat(Files.readString(file))
        .as("%s; run this test with -Dcontract.write=true and commit", ProblemList.FILE)
        .isEqualTo(now);
  }

  @Test
  void a_code_means_one_thing() {
    assertThat(kinds()).extracting(Kind::code).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }

  private static List<Kind> kinds() {
    TreeSet<Kind> kinds =
        new TreeSet<>(
            Comparator.comparing(Kind::code)
                .thenComparing(Kind::status)
                .thenComparing(Kind::title));
    try (Stream<Path> sources = Files.walk(root().resolve("http/src/main/java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(source);
        for (Matcher one = PROBLEM.matcher(text); one.find(); ) {
          kinds.add(new Kind(Integer.parseInt(one.group(1)), one.group(2), one.group(3)));
        }
        for (Matcher one = BUSY.matcher(text); one.find(); ) {
          kinds.add(new Kind(503, one.group(1), "Not available now"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(kinds);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("frontend"))) {
      here = here.getParent();
    }
    return here;
  }
}
