package com.quotahit.http.edge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A download of known length, whole or the one part that a player asks for. */
public final class ByteRanges {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Opens the bytes from {@code from} on, {@code length} of them. */
  @FunctionalInterface
  public interface Opener {
    Source<ByteString, ?> open(long from, long length);
  }

  private record Part(long from, long length) {}

  private ByteRanges() {}

  /**
   * @param fileName offered by the browser when the download is saved; no path, no quotes
   */
  public static HttpResponse response(
      Call call, String mediaType, long total, String fileName, Opener opener) {
    HttpResponse base =
        HttpResponse.create()
            .addHeader(RawHeader.create("Accept-Ranges", "bytes"))
            .addHeader(RawHeader.create("Cache-Control", "private, no-cache"))
            .addHeader(
                RawHeader.create(
                    "Content-Disposition",
                    "inline; filename=\"" + fileName.replaceAll("[^A-Za-z0-9._-]", "_") + "\""));
    Optional<String> asked = call.request().getHeader("Range").map(HttpHeader::value);
    Optional<Matcher> range = asked.map(RANGE::matcher).filter(Matcher::matches);
    if (range.isEmpty() && total == 0) {
      return base.withEntity(
          HttpEntities.create(ContentTypes.parse(mediaType), ByteString.emptyByteString()));
    }
    if (range.isEmpty()) {
      return base.withEntity(
          HttpEntities.create(ContentTypes.parse(mediaType), total, opener.open(0, total)));
    }
    Optional<Part> part = part(range.get().group(1), range.get().group(2), total);
    if (part.isEmpty()) {
      return Problems.response(
              Problem.of(
                  416, "request.no-such-range", "No such range", "There are " + total + " bytes."),
              call)
          .addHeader(RawHeader.create("Content-Range", "bytes */" + total));
    }
    long from = part.get().from();
    long length = part.get().length();
    return base.withStatus(206)
        .addHeader(
            RawHeader.create(
                "Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + total))
        .withEntity(
            HttpEntities.create(ContentTypes.parse(mediaType), length, opener.open(from, length)));
  }

  private static Optional<Part> part(String first, String last, long total) {
    if (first.isEmpty()) {
      long suffix = last.isEmpty() ? 0 : Math.min(Long.parseLong(last), total);
      return suffix == 0 ? Optional.empty() : Optional.of(new Part(total - suffix, suffix));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? total - 1 : Math.min(Long.parseLong(last), total - 1);
    return from >= total || to < from
        ? Optional.empty()
        : Optional.of(new Part(from, to - from + 1));
  }
}
