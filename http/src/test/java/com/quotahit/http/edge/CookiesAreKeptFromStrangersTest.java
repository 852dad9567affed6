package com.quotahit.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said to browsers where there is TLS, which tests on loopback do without. */
@Tag("fast")
class CookiesAreKeptFromStrangersTest {

  private final SessionCookies cookies = new SessionCookies(true);

  private List<String> all() {
    List<HttpHeader> headers =
        new ArrayList<>(cookies.begin("secret", Duration.ofDays(30), "mark"));
    headers.add(cookies.note("qh_sso", "note", Duration.ofMinutes(10)));
    return headers.stream().map(HttpHeader::value).toList();
  }

  @Test
  void every_secret_is_bound_to_this_host_and_to_tls_and_is_out_of_reach_of_scripts() {
    assertThat(all())
        .filteredOn(cookie -> !cookie.startsWith(SessionCookies.CSRF_COOKIE))
        .hasSize(3)
        .allMatch(cookie -> cookie.startsWith("__Host-"))
        .allMatch(cookie -> cookie.contains("; HttpOnly"));
    assertThat(all())
        .allMatch(cookie -> cookie.contains("; Secure"))
        .allMatch(cookie -> cookie.contains("; SameSite=Lax"))
        .allMatch(cookie -> cookie.contains("; Path=/;"))
        .noneMatch(cookie -> cookie.contains("Domain="));
  }

  @Test
  void the_proof_that_scripts_may_read_opens_nothing_by_itself() {
    String csrf = SessionCookies.csrfToken("secret");
    assertThat(csrf).doesNotContain("secret");
    assertThat(cookies.proves("secret", csrf)).isTrue();
    assertThat(cookies.proves("another", csrf)).isFalse();
    assertThat(cookies.proves("secret", csrf.substring(1))).isFalse();
  }

  @Test
  void two_cookies_of_one_name_are_none_for_one_of_them_was_planted() {
    HttpRequest planted =
        HttpRequest.GET("/")
            .addHeader(
                Cookie.create(
                    HttpCookiePair.create("__Host-qh_session", "a"),
                    HttpCookiePair.create("__Host-qh_session", "b")));
    assertThat(cookies.token(planted)).isEmpty();
  }

  @Test
  void browsers_are_told_to_come_by_tls_alone_for_two_years() {
    SecurityHeaders headers = new SecurityHeaders(true, Optional.empty(), 8081);
    HttpRequest request =
        HttpRequest.GET("/").addHeader(RawHeader.create("Host", "sales.example.com"));
    for (boolean page : new boolean[] {true, false}) {
      HttpResponse answer = headers.on(HttpResponse.create(), request, page);
      assertThat(answer.getHeader("Strict-Transport-Security").orElseThrow().value())
          .isEqualTo("max-age=63072000; includeSubDomains");
      String policy = answer.getHeader("Content-Security-Policy").orElseThrow().value();
      assertThat(policy)
          .startsWith("default-src 'none'")
          .contains("frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe", "*");
    }
  }

  @Test
  void signing_out_empties_what_the_browser_kept() {
    List<String> ended = cookies.end().stream().map(h -> h.name() + ": " + h.value()).toList();
    assertThat(ended).anyMatch(line -> line.startsWith("Clear-Site-Data:"));
    assertThat(ended)
        .filteredOn(line -> line.startsWith("Set-Cookie"))
        .allMatch(line -> line.contains("Max-Age=0"));
  }
}
