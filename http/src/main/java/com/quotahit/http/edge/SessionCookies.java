package com.quotahit.http.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
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

  private static final Duration MARK_KEPT = Duration.ofDays(365);

  private final boolean secure;

  public SessionCookies(boolean secure) {
    this.secure = secure;
  }

  public String name() {
    return prefixed("qh_session");
  }

  private String markName() {
    return prefixed("qh_device");
  }

  private String prefixed(String plainName) {
    return secure ? "__Host-" + plainName : plainName;
  }

  /** The session's secret; a request with two session cookies has none. */
  public Optional<String> token(HttpRequest request) {
    return only(request, name());
  }

  /** By what a device is known again after its sessions have ended. */
  public Optional<String> mark(HttpRequest request) {
    return only(request, markName());
  }

  /** A short-lived cookie of ours by its plain name. */
  public Optional<String> note(HttpRequest request, String plainName) {
    return only(request, prefixed(plainName));
  }

  private static Optional<String> only(HttpRequest request, String name) {
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

  /** Headers of the answer that begins a session on a device that is to be known again. */
  public List<HttpHeader> begin(String token, Duration life, String mark) {
    List<HttpHeader> headers = new ArrayList<>(begin(token, life));
    headers.add(cookie(markName(), mark, MARK_KEPT, true));
    return List.copyOf(headers);
  }

  /** Something to be handed back by this browser alone, for as long as a visit elsewhere takes. */
  public HttpHeader note(String plainName, String value, Duration life) {
    return cookie(prefixed(plainName), value, life, true);
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
