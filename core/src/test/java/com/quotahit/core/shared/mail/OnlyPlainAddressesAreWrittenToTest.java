package com.quotahit.core.shared.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OnlyPlainAddressesAreWrittenToTest {

  @Test
  void an_address_that_could_be_more_than_one_is_refused() {
    for (String wrong :
        List.of(
            "",
            "ann",
            "ann@",
            "@example.com",
            "ann@example",
            "ann@example.com, eve@example.com",
            "ann@example.com\r\nBcc: eve@example.com",
            "ann@example.com\n",
            "Ann <ann@example.com>",
            "\"a b\"@example.com",
            "ann@exa mple.com",
            "ann@example.com>",
            "änn@example.com",
            "a".repeat(65) + "@example.com",
            "ann@" + "a.".repeat(130) + "com")) {
      assertThat(Letter.addressed(wrong)).as(wrong).isFalse();
    }
    assertThat(Letter.addressed("Ann.Rep+tag@mail.example.com")).isTrue();
    assertThatThrownBy(() ->
            new Letter(
                "ann@example.com\r\nBcc: eve@example.com",
                new Template.MailTest("Ann", Instant.EPOCH),
                "k"))
        .hasMessageNotContaining("eve");
  }

  @Test
  void a_links_token_is_one_part_of_a_path() {
    for (String wrong :
        List.of("short", "../../etc/passwd/aaaa", "abcdefghijklmnop?x", "a b c d e f g h i j k")) {
      assertThatThrownBy(() -> new LinkToken(wrong)).hasMessageNotContaining(wrong);
    }
  }

  @Test
  void links_lead_nowhere_but_into_the_product() {
    for (String wrong :
        List.of("", "practice", "//evil.example", "https://evil.example", "/a b", "/\"", "/x\n")) {
      assertThatThrownBy(() -> new Template.Notice("a", "b", wrong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Template.Line("a", "b", wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new Template.Notice("a", "b", "/practice/sessions/rp_1").path()).isNotEmpty();
  }
}
