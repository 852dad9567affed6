package com.quotahit.actors.sandbox.openai;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Server-sent events at a pace, with the faults that a stream can have. */
final class SseAnswer {

  private SseAnswer() {}

  static String data(String json) {
    return "data: " + json + "\n\n";
  }

  static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }

  static HttpResponse of(List<String> pieces, Duration pace, Optional<SandboxFault> fault) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                faulty(pieces, pace, fault).map(ByteString::fromString)));
  }

  private static Source<String, NotUsed> faulty(
      List<String> pieces, Duration pace, Optional<SandboxFault> fault) {
    if (fault.isEmpty()) {
      return paced(pieces, pace);
    }
    return switch (fault.get()) {
      case SandboxFault.HangAfter hang ->
          paced(first(pieces, hang.words()), pace).concat(Source.<String>maybe());
      case SandboxFault.BreakAfter broken ->
          paced(first(pieces, broken.words()), pace)
              .concat(
                  Source.single(
                      data(
                          Json.text(
                              new WireError(500, "server_error", "Broken.", null, "server_error")
                                  .body()))));
      case SandboxFault.CutAfter cut ->
          paced(first(pieces, cut.words()), pace)
              .concat(Source.failed(new IllegalStateException("cut as asked")));
      case SandboxFault.Drip drip -> paced(pieces, drip.each());
      case SandboxFault.RateLimited _,
          SandboxFault.QuotaExhausted _,
          SandboxFault.ServerError _,
          SandboxFault.Stall _,
          SandboxFault.Garbage _,
          SandboxFault.Oversize _,
          SandboxFault.Refuse _,
          SandboxFault.Empty _ ->
          paced(pieces, pace);
    };
  }

  /** The first chunk only names the role, so it comes beside the words. */
  private static List<String> first(List<String> pieces, int words) {
    return pieces.subList(0, Math.min(words + 1, pieces.size()));
  }

  private static Source<String, NotUsed> paced(List<String> pieces, Duration pace) {
    Source<String, NotUsed> all = Source.from(pieces);
    return pace.isZero() ? all : all.throttle(1, pace);
  }
}
