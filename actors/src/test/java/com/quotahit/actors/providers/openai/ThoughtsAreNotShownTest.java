package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ThoughtsAreNotShownTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<think>hm, hm</think>\\n\\nAsk why.|Ask why.",
        "Ask why.|Ask why.",
        "<thin ice|<thin ice",
        "<th|<th",
        "a <think>b</think> c|a <think>b</think> c",
        "<think>never ends|''"
      })
  void however_the_answer_is_cut(String whole, String shown) {
    String text = whole.replace("\\n", "\n");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int walk = 0; walk < 1_000; walk++) {
      ThoughtFilter filter = new ThoughtFilter();
      StringBuilder seen = new StringBuilder();
      int at = 0;
      while (at < text.length()) {
        int next = Math.min(text.length(), at + 1 + random.nextInt(6));
        seen.append(filter.shown(text.substring(at, next)));
        at = next;
      }
      seen.append(filter.rest());
      assertThat(seen.toString().strip()).as("seed " + seed).isEqualTo(shown);
    }
  }
}
