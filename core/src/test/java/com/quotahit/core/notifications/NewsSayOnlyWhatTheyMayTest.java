package com.quotahit.core.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.json.SealedFamily;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NewsType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class NewsSayOnlyWhatTheyMayTest {

  private static final Instant AT = Instant.parse("2026-11-23T12:30:00Z");

  private static List<News> saying(String text) {
    return List.of(
        new News.SessionScored("rp_1", text, new BigDecimal("72.5"), true),
        new News.InvitationAccepted(text, text),
        new News.KeyStatusChanged(text, "4f2c", text),
        new News.BudgetReached(text, 80, 5_000, "EUR"),
        new News.TrialEnding(text, AT),
        new News.PaymentFailed(129_900, "EUR", AT),
        new News.ModuleExpired(text),
        new News.SeatGiven(),
        new News.SeatTaken(),
        new News.SubscriptionNotRestored(Optional.of(AT)),
        new News.FreeActionsUsed(text, 8, 10, AT),
        new News.NewDevice(text, text, AT),
        new News.Impersonation(text, text, text, AT, AT.plusSeconds(60)),
        new News.ChannelDisabled(text, 3),
        new News.MailStopped("535 5.7.8"));
  }

  @Test
  void every_kind_has_words_a_place_and_a_letter() {
    Set<Class<?>> seen = new HashSet<>();
    Set<NewsType> types = new HashSet<>();
    for (News news : saying("Ann Rep")) {
      NewsWords words = NewsWords.of(news);
      assertThat(words.title()).as(news.toString()).isNotBlank().hasSizeLessThan(200);
      assertThat(words.body()).isNotBlank();
      assertThat(words.path()).startsWith("/");
      assertThat(new Template.Line("g", words.title(), words.path())).isNotNull();
      assertThat(NewsWords.letter(news, "North Wind")).isNotNull();
      seen.add(news.getClass());
      types.add(news.type());
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(SealedFamily.members(News.class));
    assertThat(types).containsExactlyInAnyOrder(NewsType.values());
  }

  @Test
  void what_people_typed_stays_one_short_line() {
    for (News news : saying("a\r\n\u202Eb\u0000" + "x".repeat(10_000))) {
      NewsWords words = NewsWords.of(news);
      for (String text : List.of(words.title(), words.body())) {
        assertThat(text.length()).isLessThan(600);
        assertThat(text.codePoints().noneMatch(Character::isISOControl)).isTrue();
        assertThat(text).doesNotContain("\u202E");
      }
    }
  }

  @Test
  void a_grade_of_the_sandbox_says_so() {
    assertThat(NewsWords.of(saying("x").getFirst()).body()).contains("simulated");
  }
}
