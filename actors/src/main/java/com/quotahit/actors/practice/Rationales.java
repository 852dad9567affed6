package com.quotahit.actors.practice;

import com.quotahit.actors.practice.CallReading.Found;
import com.quotahit.core.practice.Criterion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says why, to the learner, with what was really said; different words for different criteria. */
final class Rationales {

  private static final int QUOTE_WORDS_MAX = 13;

  private final CallReading call;
  private final String persona;

  Rationales(CallReading call, String persona) {
    this.call = call;
    this.persona = persona.isBlank() ? "the buyer" : persona;
  }

  String met(Criterion criterion, Found found) {
    String said = quote(found.sentence().text());
    Optional<String> answer = call.answerTo(found.sentence()).map(Rationales::quote);
    if (answer.isEmpty()) {
      return pick(
          criterion.id(), "You did this with %s.".formatted(said), "%s did it.".formatted(said));
    }
    return pick(
        criterion.id(),
        "%s worked. %s came back with %s.".formatted(said, persona, answer.get()),
        "You said %s, and %s answered %s.".formatted(said, persona, answer.get()),
        "You said %s and got %s in return.".formatted(said, answer.get()));
  }

  String missing(Criterion criterion, String tip, List<String> examples) {
    String example =
        examples.isEmpty() ? "" : " For instance: " + quote(examples.getFirst() + ".") + ".";
    return pick(
        criterion.id(),
        "This is missing. %s%s".formatted(tip, example),
        "There was room for this, but it did not come up. %s%s".formatted(tip, example),
        "Nothing you said covers this. %s%s".formatted(tip, example));
  }

  String compound(Criterion.Compound compound, List<String> passed, List<String> failed) {
    if (failed.isEmpty()) {
      return "All %d came up: %s.".formatted(passed.size(), joined(passed));
    }
    String open = "Not yet: %s. %s".formatted(joined(failed), compound.tip());
    return passed.isEmpty()
        ? "None of the %d came up. %s".formatted(failed.size(), compound.tip())
        : "%d of %d came up: %s. %s"
            .formatted(passed.size(), passed.size() + failed.size(), joined(passed), open);
  }

  String rated(Criterion.Rated rated, int level, List<Found> found) {
    String anchor = rated.anchors().get(level - 1);
    String best =
        found.isEmpty() ? "" : " Best moment: " + quote(found.getFirst().sentence().text()) + ".";
    String next = level == rated.anchors().size() ? "" : " " + rated.tip();
    return "Level %d of %d: %s.%s%s"
        .formatted(level, rated.anchors().size(), lower(anchor), best, next);
  }

  static String quote(String text) {
    String[] words = text.strip().split("\\s+");
    String cut =
        words.length <= QUOTE_WORDS_MAX
            ? text.strip().replaceAll("[.]$", "")
            : Arrays.stream(words)
                    .limit(QUOTE_WORDS_MAX)
                    .collect(Collectors.joining(" "))
                    .replaceAll("[,.]$", "")
                + " …";
    return "“" + cut + "”";
  }

  private static String joined(List<String> names) {
    return names.stream().map(Rationales::lower).collect(Collectors.joining(", "));
  }

  private static String lower(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  /** Always the same words for the same criterion, other words for the next. */
  private static String pick(String criterionId, String... variants) {
    return variants[Math.floorMod(criterionId.hashCode(), variants.length)];
  }
}
