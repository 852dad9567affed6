package com.quotahit.http.edge;

import java.time.Duration;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Server-sent events as a response. */
public final class Events {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final ByteString BEAT = ByteString.fromString(":\n\n");

  /**
   * One event.
   *
   * @param id what {@code Last-Event-ID} will say; empty for none
   * @param data written as JSON on one line
   */
  public record Sent(String id, String type, Object data) {

    ByteString bytes() {
      String line = data instanceof RawJson(String json) ? json : WireJson.write(data);
      return ByteString.fromString(
          (id.isEmpty() ? "" : "id: " + id + "\n")
              + "event: "
              + type
              + "\n"
              + "data: "
              + line
              + "\n\n");
    }
  }

  /** JSON that is written already, without line breaks. */
  public record RawJson(String json) {}

  private Events() {}

  public static HttpResponse response(Source<Sent, ?> events) {
    Source<ByteString, ?> bytes =
        events.map(Sent::bytes).keepAlive(HEARTBEAT, () -> BEAT).named("edge.events");
    return HttpResponse.create()
        .addHeader(RawHeader.create("Cache-Control", "no-store"))
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(
            HttpEntities.createChunked(
                ContentTypes.parse("text/event-stream; charset=UTF-8"),
                Source.single(BEAT).concat(bytes)));
  }
}
