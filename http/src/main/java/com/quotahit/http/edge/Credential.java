package com.quotahit.http.edge;

import com.quotahit.core.workspace.ApiKeyText;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * By what a request says who sends it. A browser's cookie comes along by itself, so it needs the
 * proof that our own page sent it; a partner's key is put there on purpose. Neither passes for the
 * other.
 */
sealed interface Credential {

  record None() implements Credential {}

  record Cookie(String token) implements Credential {}

  record Bearer(String token) implements Credential {}

  /** Whoever sends the header means it; a cookie beside it is not looked at. */
  static Credential of(HttpRequest request, SessionCookies cookies) {
    Optional<String> header = request.getHeader("Authorization").map(HttpHeader::value);
    if (header.isPresent()) {
      String value = header.get();
      return value.regionMatches(true, 0, "Bearer ", 0, 7)
          ? new Bearer(value.substring(7).strip())
          : new None();
    }
    return cookies
        .token(request)
        .filter(token -> !token.startsWith(ApiKeyText.BEGINNING))
        .<Credential>map(Cookie::new)
        .orElseGet(None::new);
  }

  /** What is looked up; a session's secret in the place of a key is nothing. */
  default Optional<String> secret() {
    return switch (this) {
      case None _ -> Optional.empty();
      case Cookie(String token) -> Optional.of(token);
      case Bearer(String token) ->
          Optional.of(token).filter(text -> text.startsWith(ApiKeyText.BEGINNING));
    };
  }
}
