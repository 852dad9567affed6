package com.quotahit.http.edge;

import com.quotahit.core.shared.IdSource;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * What a request that is not even HTTP gets: a problem like any other, without the parser's text.
 * The server finds it by name through {@code MODULE$}.
 */
public final class BrokenRequests extends ParsingErrorHandler {

  public static final BrokenRequests MODULE$ = new BrokenRequests();

  private final IdSource ids = IdSource.uuidV7(InstantSource.system(), new SecureRandom());

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    int code = status.intValue() >= 400 ? status.intValue() : 400;
    Problem problem =
        Problem.of(code, "request.malformed", "Malformed request", "This cannot be read as HTTP.");
    String requestId = ids.next("req");
    return SecurityHeaders.onNoRequest(Problems.response(problem, requestId, List.of()))
        .addHeader(RawHeader.create("X-Request-Id", requestId));
  }
}
