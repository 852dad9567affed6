package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ATextIsCutIntoPiecesToSpeak {

  @Test
  void the_first_piece_is_short_and_later_ones_are_sentences() {
    assertThat(
            pieces(
                "Well, that sounds like quite a lot of money, if I am honest. What do others pay, roughly?"))
        .containsExactly(
            "Well,",
            "that sounds like quite a lot of money,",
            "if I am honest.",
            "What do others pay, roughly?");
  }

  @Test
  void a_first_sentence_without_a_mark_is_cut_where_one_breathes() {
    assertThat(
            pieces(
                "We looked at three other vendors before you called and none of them convinced us."))
        .startsWith("We looked at three other vendors before you called")
        .hasSize(2);
    assertThat(pieces("I need some time to think about it with my team.").getFirst())
        .isEqualTo("I need some time to think about it".substring(0, 16));
  }

  @Test
  void abbreviations_and_numbers_do_not_end_a_piece() {
    assertThat(pieces("Dr. Lee pays 3.5 percent. Really."))
        .containsExactly("Dr. Lee pays 3.5 percent.", "Really.");
  }

  @Test
  void nothing_is_given_before_the_word_after_it_has_begun() {
    var splitter = new ClauseSplitter();
    assertThat(splitter.accept("It is 3.")).isEmpty();
    assertThat(splitter.accept("5 percent. ")).containsExactly("It is 3.5 percent.");
  }

  @Test
  void pieces_of_any_size_give_the_same_text_and_are_never_long() {
    long seed = 77_001;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    String[] words = "we, and. if? the so; that... price Mr. 4.5 team! with - report".split(" ");
    for (int round = 0; round < 300; round++) {
      var text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        text.append(words[random.nextInt(words.length)]).append(' ');
      }
      var splitter = new ClauseSplitter();
      List<String> pieces = new ArrayList<>();
      int at = 0;
      while (at < text.length()) {
        int to = Math.min(text.length(), at + 1 + random.nextInt(9));
        pieces.addAll(splitter.accept(text.substring(at, to)));
        at = to;
      }
      pieces.addAll(splitter.finish());
      assertThat(String.join(" ", pieces)).isEqualTo(text.toString().strip());
      assertThat(pieces).allMatch(piece -> piece.split(" ").length <= 22);
    }
  }

  private static List<String> pieces(String text) {
    var splitter = new ClauseSplitter();
    List<String> pieces = new ArrayList<>(splitter.accept(text));
    pieces.addAll(splitter.finish());
    return pieces;
  }
}
