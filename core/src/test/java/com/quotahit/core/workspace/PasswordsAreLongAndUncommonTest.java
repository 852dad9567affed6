package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.workspace.PasswordPolicy.Weakness;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class PasswordsAreLongAndUncommonTest {

  private final PasswordPolicy policy =
      new PasswordPolicy(Set.of("password", "iloveyouforever", "sunshine"));
  private final List<String> about =
      List.of("ann.miller@northwind.example", "Ann Miller", "North Wind", "quotahit");

  @ParameterizedTest
  @CsvSource({
    "short, TOO_SHORT",
    "elevenchars, TOO_SHORT",
    "iloveyouforever, COMMON",
    "ILoveYouForever, COMMON",
    "Password20262026!, COMMON",
    "!!!sunshine!!!!!!, COMMON",
    "aaaaaaaaaaaaaaaa, MONOTONOUS",
    "abcabcabcabcabc, MONOTONOUS",
    "abcdefghijklmnop, MONOTONOUS",
    "9876543210987654, MONOTONOUS",
    "annmillernorthwind, ABOUT_YOU",
    "northwind-miller1, ABOUT_YOU",
    "QuotaHitQuotaHit-9x, ABOUT_YOU"
  })
  void weak_ones_are_refused_with_the_reason(String password, Weakness expected) {
    assertThat(policy.weakness(password, about)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple 7",
        "vier gelbe Enten am Teich",
        "пять зелёных яблок",
        "tr0ub4dor&3xyz",
        "millers like my goats"
      })
  void long_and_unusual_ones_are_taken_whatever_their_characters(String password) {
    assertThat(policy.weakness(password, about)).isEmpty();
  }

  @Test
  void one_hundred_and_twenty_eight_characters_are_possible_and_no_more() {
    String sentence = "seven kites over the bay at dusk, ".repeat(4).substring(0, 128);
    assertThat(policy.weakness("x9" + sentence.substring(2), about)).isEmpty();
    assertThat(policy.weakness(sentence + "!", about)).contains(Weakness.TOO_LONG);
  }
}
