package com.quotahit.http.edge;

import com.quotahit.core.workspace.RatesPort.Standing;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Tells a partner how many requests are left, in the words of today's draft and of old habit. */
final class RateHeaders {

  private RateHeaders() {}

  static List<HttpHeader> of(Standing standing) {
    long full = seconds(standing.full());
    return List.of(
        RawHeader.create("RateLimit", "\"default\";r=" + standing.left() + ";t=" + full),
        RawHeader.create(
            "RateLimit-Policy",
            "\"default\";q=" + standing.limit() + ";w=" + seconds(standing.window())),
        RawHeader.create("X-RateLimit-Limit", Long.toString(standing.limit())),
        RawHeader.create("X-RateLimit-Remaining", Long.toString(standing.left())),
        RawHeader.create("X-RateLimit-Reset", Long.toString(full)));
  }

  static Problem exceeded(Duration wait) {
    return Problem.of(
            429,
            "request.too-many",
            "Too many requests",
            "This key has used up its requests for the moment. Wait as long as Retry-After says.")
        .retryAfter(wait);
  }

  private static long seconds(Duration span) {
    return span.plusMillis(999).toSeconds();
  }
}
