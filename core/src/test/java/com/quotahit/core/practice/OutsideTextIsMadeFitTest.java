package com.quotahit.core.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class OutsideTextIsMadeFitTest {

  @Test
  void invisible_and_turning_characters_are_gone() {
    assertThat(UntrustedText.clean("pay\u200bload \u202eevil\u202c\u0000 x\u00ady\ufe0f", 100))
        .isEqualTo("payload evil xy");
    assertThat(UntrustedText.clean("a\udb40\udc41\udb40\udc42b", 100)).isEqualTo("ab");
  }

  @Test
  void paragraphs_stay_and_other_white_space_is_one_space() {
    assertThat(UntrustedText.clean("  One \t two\n\n\n three\nfour  ", 100))
        .isEqualTo("One two\n\nthree\nfour");
  }

  @Test
  void text_is_cut_at_its_bound() {
    assertThat(UntrustedText.clean("abcdef", 4)).isEqualTo("abcd");
    assertThat(UntrustedText.excerpt("one two three four", 10)).isEqualTo("one two t…");
  }

  @ParameterizedTest
  @CsvSource({
    "a.pdf, %PDF-1.7, valid", "a.PDF, %PDF-1.4, valid", "a.pdf, PK__, type_mismatch",
    "a.txt, hello, valid", "a.txt, %PDF-1.4, type_mismatch", "a.exe, MZ, type_unknown",
    "a, hello, type_unknown", "a.png, %PDF-1.4, type_mismatch"
  })
  void name_and_first_bytes_must_agree(String name, String head, String code) {
    String found =
        switch (FileKind.of("file", name, head.getBytes(StandardCharsets.US_ASCII))) {
          case Parsed.Valid<FileKind> _ -> "valid";
          case Parsed.Invalid<FileKind> invalid -> invalid.problems().getFirst().code();
        };
    assertThat(found).isEqualTo(code);
  }

  @Test
  void a_site_says_what_robots_may_read() {
    RobotsPolicy policy =
        RobotsPolicy.parse(
            """
            User-agent: *
            Disallow: /private
            Allow: /private/press
            Disallow: /*.zip$

            User-agent: OtherBot
            Disallow: /
            """,
            "QuotaHit");
    assertThat(policy.admits("/about")).isTrue();
    assertThat(policy.admits("/private/x")).isFalse();
    assertThat(policy.admits("/private/press/1")).isTrue();
    assertThat(policy.admits("/a/b.zip")).isFalse();
    assertThat(policy.admits("/a/b.zip?x")).isTrue();
    RobotsPolicy named =
        RobotsPolicy.parse(
            "User-agent: *\nAllow: /\nUser-agent: quotahit\nDisallow: /", "QuotaHit");
    assertThat(named.admits("/about")).isFalse();
  }
}
