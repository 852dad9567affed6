package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ATurnEndsWhenItSoundsFinished {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How much is it?",
        "Who are you working with?",
        "Could you tell me what it is about?",
        "Does that work for you?"
      })
  void a_question_needs_little_silence(String question) {
    assertThat(EndOfTurnPolicy.silenceMs(question)).isLessThanOrEqualTo(400);
  }

  @Test
  void a_whole_sentence_needs_less_than_usual() {
    assertThat(EndOfTurnPolicy.silenceMs("We help teams sell more."))
        .isLessThan(EndOfTurnPolicy.USUAL_MS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We help teams and.",
        "I wanted to talk to you because",
        "So, um.",
        "Well.",
        "It costs about.",
        "We have the",
        "Let me see...",
        "I was going to- "
      })
  void a_sentence_that_hangs_waits_long(String unfinished) {
    assertThat(EndOfTurnPolicy.silenceMs(unfinished)).isGreaterThan(1_000);
  }

  @Test
  void a_comma_waits_longer_than_usual() {
    assertThat(EndOfTurnPolicy.silenceMs("If you had the choice,"))
        .isBetween(EndOfTurnPolicy.USUAL_MS + 1, 1_000);
  }

  @Test
  void words_that_say_nothing_wait_the_usual_time() {
    assertThat(EndOfTurnPolicy.silenceMs("")).isEqualTo(EndOfTurnPolicy.USUAL_MS);
    assertThat(EndOfTurnPolicy.silenceMs("north wind industries"))
        .isEqualTo(EndOfTurnPolicy.USUAL_MS);
  }
}
