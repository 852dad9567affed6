package com.quotahit.actors.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.json.Json;
import com.quotahit.core.json.SealedFamily;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.Template;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class EveryLetterIsPrintedSafelyTest {

  private static final String HOME = "https://quota.example";
  private static final LetterPress PRESS = new LetterPress(URI.create(HOME + "/"));
  private static final List<String> NASTY =
      List.of(
          "\r\nBcc: eve@example.com\r\n\r\nhi",
          "\n.\nMAIL FROM:<eve@example.com>",
          "<script>alert(1)</script>",
          "\" onmouseover=\"alert(1)",
          "'><img src=x onerror=alert(1)>",
          "https://evil.example/login",
          "evil.example",
          "\u202Egnp.exe",
          "[Click me](https://evil.example)",
          "{link}",
          "{person}",
          "$1 \\1",
          "\u0000\u0007\u001b[31m",
          "\u2028\u2029\u0085\u000b",
          "x".repeat(5000),
          "&lt;b&gt;");

  private static Letter letter(Template template) {
    return new Letter("ann@example.com", template, "key");
  }

  @Test
  void every_template_has_a_text_without_open_gaps() {
    Set<Class<?>> printed = new HashSet<>();
    for (Template template : SomeLetters.saying("Ann Rep")) {
      PrintedLetter letter = PRESS.print(letter(template));
      printed.add(template.getClass());
      assertThat(letter.subject()).as(template.name()).isNotBlank().doesNotContain("{");
      assertThat(letter.text()).as(template.name()).doesNotContain("{").contains(HOME);
      assertThat(letter.html()).as(template.name()).doesNotContain("{link").contains("</html>");
    }
    assertThat(printed).containsExactlyInAnyOrderElementsOf(SealedFamily.members(Template.class));
  }

  @Test
  void a_letter_reads_as_a_person_would_write_it() {
    PrintedLetter letter =
        PRESS.print(
            letter(
                new Template.ResetPassword(
                    "Ann", SomeLetters.TOKEN, java.time.Duration.ofMinutes(30))));
    assertThat(letter.subject()).isEqualTo("Choose a new password");
    assertThat(letter.text())
        .isEqualTo(
            """
            Hello Ann,

            Somebody, most likely you, asked for a new password for your QuotaHit account.

            Choose a new password:
            https://quota.example/reset-password?token=Tk0123456789abcdef_-Tk

            The link works once, within 30 minutes. If it was not you, do nothing: your password \
            stays as it is.

            --\s
            QuotaHit wrote this by itself. Nobody reads answers to it.
            https://quota.example
            """);
  }

  @Test
  void money_is_told_with_its_currency() {
    Template failed =
        new Template.PaymentFailed(
            "North Wind",
            new Template.Amount(129_900, "EUR"),
            java.time.Instant.parse("2026-11-30T00:00:00Z"));
    assertThat(PRESS.print(letter(failed)).text())
        .contains("EUR 1,299.00")
        .contains("30 November 2026");
    Template yen =
        new Template.InvoiceReceipt(
            "N", "1", new Template.Amount(1299, "JPY"), java.time.Instant.EPOCH);
    assertThat(PRESS.print(letter(yen)).text()).contains("JPY 1,299 ");
  }

  @Test
  void nothing_that_somebody_typed_becomes_a_header_a_tag_or_a_link() {
    for (String nasty : NASTY) {
      requireSafe(nasty);
    }
  }

  @Test
  void whatever_it_is() {
    long seed = new Random().nextLong();
    System.out.println("EveryLetterIsPrintedSafelyTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      int pieces = 1 + random.nextInt(6);
      for (int piece = 0; piece < pieces; piece++) {
        text.append(
            random.nextBoolean()
                ? NASTY.get(random.nextInt(NASTY.size()))
                : new String(Character.toChars(random.nextInt(0xD7FF))));
      }
      requireSafe(text.toString());
    }
  }

  private static void requireSafe(String typed) {
    for (Template template : SomeLetters.saying(typed)) {
      PrintedLetter letter = PRESS.print(letter(template));
      String where = template.name() + " of " + typed.codePoints().limit(80).boxed().toList();
      assertThat(letter.subject().codePoints().noneMatch(Character::isISOControl))
          .as(where)
          .isTrue();
      assertThat(letter.subject().codePointCount(0, letter.subject().length()))
          .isLessThanOrEqualTo(150);
      assertThat(letter.text().replace("\n", "").codePoints().noneMatch(Character::isISOControl))
          .as(where)
          .isTrue();
      Document page = Jsoup.parse(letter.html());
      assertThat(page.select("script, img, iframe, style, form, input, object, svg"))
          .as(where)
          .isEmpty();
      page.getAllElements()
          .forEach(element ->
              element
                  .attributes()
                  .forEach(attribute ->
                      assertThat(attribute.getKey()).as(where).doesNotStartWith("on")));
      page.select("a")
          .forEach(link -> assertThat(link.attr("href")).as(where).startsWith(HOME + "/"));
      assertThat(letter.text().replace(HOME, "")).as(where).doesNotContain("://");
    }
  }

  @Test
  void a_letter_travels_as_json_and_tells_nothing_of_itself() throws Exception {
    for (Template template : SomeLetters.saying("Ann Rep")) {
      Letter letter = letter(template);
      String json = Json.mapper().writeValueAsString(letter);
      assertThat(Json.mapper().readValue(json, Letter.class)).isEqualTo(letter);
      assertThat(letter.toString()).doesNotContain("Ann", "ann@", "Tk0123");
    }
    assertThat(SomeLetters.TOKEN.toString()).doesNotContain("Tk0123");
  }
}
