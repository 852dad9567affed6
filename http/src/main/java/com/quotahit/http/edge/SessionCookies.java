package com.quotahit.http.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The session cookie and the token that proves a request was made by our own pages. The token is
 * made from the session, so a cookie planted by somebody else is worth nothing.
 *
 * <p>Browsers take {@code __Host-} names only with {@code Secure}, so plain HTTP, meant for one's
 * own machine, uses a plain name.
 */
public final class SessionCookies {

  public static final String CSRF_COOKIE = "qh_csrf";
  public static final String CSRF_HEADER = "X-CSRF-Token";

  private final boolean secure;

  public SessionCookies(boolean secure) {
    this.secure = secure;
  }

  public String name() {
    return secure ? "__Host-qh_session" : "qh_session";
  }

  /** The session's secret; a request with two session cookies has none. */
  public Optional<String> token(HttpRequest request) {
    String name = name();
    String found = null;
    for (Cookie header : request.getHeaders(Cookie.class)) {
      for (HttpCookiePair pair : header.getCookies()) {
        if (pair.name().equals(name)) {
          if (found != null) {
            return Optional.empty();
          }
          found = pair.value();
        }
      }
    }
    return Optional.ofNullable(found);
  }

  public static String csrfToken(String sessionToken) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf " + sessionToken));
  }

  boolean proves(String sessionToken, String csrfToken) {
    return MessageDigest.isEqual(
        csrfToken(sessionToken).getBytes(StandardCharsets.UTF_8),
        csrfToken.getBytes(StandardCharsets.UTF_8));
  }

  /** Headers of the answer that begins a session. */
  public List<HttpHeader> begin(String token, Duration life) {
    return List.of(
        cookie(name(), token, life, true), cookie(CSRF_COOKIE, csrfToken(token), life, false));
  }

  /** Headers of the answer that ends it; the browser forgets what it kept for this site. */
  public List<HttpHeader> end() {
    return List.of(
        cookie(name(), "", Duration.ZERO, true),
        cookie(CSRF_COOKIE, "", Duration.ZERO, false),
        RawHeader.create("Clear-Site-Data", "\"cache\", \"storage\""));
  }

  private HttpHeader cookie(String name, String value, Duration life, boolean httpOnly) {
    return RawHeader.create(
        "Set-Cookie",
        name
            + "="
            + value
            + "; Path=/; Max-Age="
            + life.toSeconds()
            + "; SameSite=Lax"
            + (httpOnly ? "; HttpOnly" : "")
            + (secure ? "; Secure" : ""));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
