package com.quotahit.actors.practice;

import com.quotahit.core.shared.AddressGuard;
import com.quotahit.core.shared.AddressRange;
import com.quotahit.core.shared.Parsed;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Limits of reading documents and web pages, read once at start. */
public record ContextSettings(
    long fileBytesMax,
    int pagesMax,
    Duration documentWall,
    String documentHeap,
    long pixelsMax,
    int sideMax,
    String tesseract,
    Website website) {

  /**
   * @param opened hosts that may be read whatever they resolve to
   * @param guard which addresses may be visited
   */
  public record Website(
      Duration wall,
      Duration connect,
      long bytesMax,
      int redirectsMax,
      int perMinute,
      Set<String> opened,
      AddressGuard guard) {}

  public static ContextSettings from(Config config) {
    Config contexts = config.getConfig("quotahit.contexts");
    return new ContextSettings(
        contexts.getLong("file-bytes-max"),
        contexts.getInt("pages-max"),
        contexts.getDuration("document-wall"),
        contexts.getString("document-heap"),
        contexts.getLong("pixels-max"),
        contexts.getInt("side-max"),
        contexts.getString("tesseract"),
        website(contexts.getConfig("website")));
  }

  private static Website website(Config website) {
    Set<String> hosts = new HashSet<>();
    List<AddressRange> opened = new ArrayList<>();
    for (String entry : entries(website.getString("allowed"))) {
      switch (AddressRange.parse("allowed", entry)) {
        case Parsed.Valid<AddressRange>(AddressRange range) -> {
          opened.add(range);
          hosts.add(entry);
        }
        case Parsed.Invalid<AddressRange> _ -> hosts.add(entry);
      }
    }
    List<AddressRange> refused = new ArrayList<>();
    for (String entry : entries(website.getString("refused"))) {
      switch (AddressRange.parse("refused", entry)) {
        case Parsed.Valid<AddressRange>(AddressRange range) -> refused.add(range);
        case Parsed.Invalid<AddressRange> invalid ->
            throw new IllegalArgumentException(
                "quotahit.contexts.website.refused: " + invalid.problems().getFirst().message());
      }
    }
    return new Website(
        website.getDuration("wall"),
        website.getDuration("connect"),
        website.getLong("bytes-max"),
        website.getInt("redirects-max"),
        website.getInt("per-minute"),
        Set.copyOf(hosts),
        new AddressGuard(refused, opened));
  }

  private static List<String> entries(String list) {
    return Arrays.stream(list.split(","))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
