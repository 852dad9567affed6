package com.quotahit.http.edge;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Problems as responses. */
public final class Problems {

  static final String MEDIA_TYPE = "application/problem+json";
  private static final ContentType TYPE = ContentTypes.parse(MEDIA_TYPE);

  private Problems() {}

  /** For raw answers that refuse. */
  public static HttpResponse response(Problem problem, Call call) {
    return response(problem, call.requestId(), List.of());
  }

  static HttpResponse response(Problem problem, String requestId, List<HttpHeader> more) {
    List<HttpHeader> headers = new ArrayList<>(more);
    problem
        .retryAfter()
        .ifPresent(wait ->
            headers.add(
                RawHeader.create(
                    "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())))));
    return HttpResponse.create()
        .withStatus(problem.status())
        .withHeaders(headers)
        .withEntity(HttpEntities.create(TYPE, WireJson.bytes(ProblemWire.of(problem, requestId))));
  }
}
