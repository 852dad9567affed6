package com.quotahit.core.practice.buyer;

import com.quotahit.core.voice.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses words for one answer: what was said before is out, and the seed and the place in the call
 * decide among the rest, so that the same call gives the same words.
 */
final class Choice {

  private final CallMemory memory;
  private final long seed;
  private final Set<String> taken = new HashSet<>();
  private int draws;

  Choice(CallMemory memory, long seed) {
    this.memory = memory;
    this.seed = seed;
  }

  Optional<Line> line(List<String> variants, Effect effect) {
    return line(variants, effect, Map.of());
  }

  /**
   * One of the variants that was not said yet, blanks filled in; a variant with an unknown blank is
   * out.
   */
  Optional<Line> line(List<String> variants, Effect effect, Map<String, String> blanks) {
    if (variants.isEmpty()) {
      return Optional.empty();
    }
    int start = (int) Math.floorMod(draw(), (long) variants.size());
    for (int i = 0; i < variants.size(); i++) {
      String core = filled(variants.get((start + i) % variants.size()), blanks);
      if (!core.contains("{") && fresh(core)) {
        taken.addAll(keys(core));
        return Optional.of(new Line(core, core, effect));
      }
    }
    return Optional.empty();
  }

  /** The first variant in order that was not said yet. */
  Optional<Line> next(List<String> variants, Effect effect, Map<String, String> blanks) {
    for (String variant : variants) {
      String core = filled(variant, blanks);
      if (!core.contains("{") && fresh(core)) {
        taken.addAll(keys(core));
        return Optional.of(new Line(core, core, effect));
      }
    }
    return Optional.empty();
  }

  boolean chance(double probability) {
    return (draw() >>> 11) * 0x1.0p-53 < probability;
  }

  boolean fresh(String text) {
    return !memory.alreadySaid(text) && keys(text).stream().noneMatch(taken::contains);
  }

  private static Set<String> keys(String text) {
    Set<String> keys = new HashSet<>();
    for (String sentence : Wording.sentences(text)) {
      List<String> words = Wording.words(sentence);
      if (words.size() > 2) {
        keys.add(String.join(" ", words));
      }
    }
    return keys;
  }

  private static String filled(String text, Map<String, String> blanks) {
    String filled = text;
    for (Map.Entry<String, String> blank : blanks.entrySet()) {
      filled = filled.replace("{" + blank.getKey() + "}", blank.getValue());
    }
    boolean small =
        !filled.isEmpty() && Character.isLowerCase(filled.charAt(0)) && text.startsWith("{");
    return small ? Character.toUpperCase(filled.charAt(0)) + filled.substring(1) : filled;
  }

  /** SplitMix64 over seed, turn and number of the draw. */
  private long draw() {
    long z =
        seed * 0x9E3779B97F4A7C15L
            + memory.turn * 0xBF58476D1CE4E5B9L
            + ++draws * 0x94D049BB133111EBL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
