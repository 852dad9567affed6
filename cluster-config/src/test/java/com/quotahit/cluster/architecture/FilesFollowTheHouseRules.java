package com.quotahit.cluster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FilesFollowTheHouseRules {

  private static final Pattern TEST_METHOD =
      Pattern.compile("@(Test|ParameterizedTest|TestFactory|RepeatedTest)\\b");
  private static final Pattern KIND =
      Pattern.compile("@Tag\\(\"(fast|actor|score|store|route|weather|browser)\"\\)");
  private static final Pattern FORBIDDEN_SUFFIX =
      Pattern.compile("\\w+(Manager|Service|Helper|Handler|Impl|Data|Info)\\.java");

  @Test
  void every_test_class_declares_its_kind() {
    assertThat(
            offenders(
                "test", text -> TEST_METHOD.matcher(text).find() && !KIND.matcher(text).find()))
        .as("test classes without a tag of fast, actor, score, store, route, weather or browser")
        .isEmpty();
  }

  @Test
  void no_test_sleeps() {
    assertThat(offenders("test", text -> text.contains("Thread" + ".sleep("))).isEmpty();
  }

  @Test
  void nothing_is_left_for_later_by_its_own_words() {
    Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    assertThat(offenders("main", text -> later.matcher(text).find())).isEmpty();
  }

  @Test
  void names_say_what_a_thing_is() {
    assertThat(
            Project.sources("main").stream()
                .filter(file -> FORBIDDEN_SUFFIX.matcher(file.getFileName().toString()).matches())
                .toList())
        .as("Manager, Service, Helper, Handler, Impl, Data and Info say nothing")
        .isEmpty();
  }

  @Test
  void every_package_says_what_it_is_for() {
    assertThat(
            Project.sources("main").stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList())
        .as("packages without package-info.java")
        .isEmpty();
  }

  @Test
  void a_file_over_four_hundred_lines_explains_itself() {
    assertThat(
            offenders(
                "main",
                text ->
                    text.lines().count() > 400
                        && !text.replaceAll("[\\s*]+", " ").contains("This file is long because")))
        .isEmpty();
  }

  private static List<Path> offenders(String kind, Predicate<String> wrong) {
    return Project.sources(kind).stream().filter(file -> wrong.test(Project.text(file))).toList();
  }
}
