package com.quotahit.cluster.stranger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout of the outside tool <a href="https://sqlmap.org">sqlmap</a>, which is no part of this
 * project, run on one request at a time. Whatever is to be tried in a request is followed by a
 * star.
 */
final class Sqlmap {

  /** What it said of a request. */
  enum Verdict {
    CLEAN,
    HOLE,
    NOT_TRIED
  }

  record Finding(Verdict verdict, String said) {}

  private static final Duration WALL = Duration.ofMinutes(6);

  private final Path checkout;
  private final Path work;

  Sqlmap(Path checkout, Path work) {
    this.checkout = checkout;
    this.work = work;
  }

  /**
   * @param request as it goes over the line, with stars
   */
  Finding tries(String name, String request) {
    try {
      Path file = Files.writeString(work.resolve(name + ".http"), request, StandardCharsets.UTF_8);
      Path log = work.resolve(name + ".log");
      Process process =
          new ProcessBuilder(
                  "python3",
                  checkout.resolve("sqlmap.py").toString(),
                  "-r",
                  file.toString(),
                  "--batch",
                  "--dbms=PostgreSQL",
                  "--level=2",
                  "--risk=2",
                  "--technique=BEUST",
                  "--time-sec=4",
                  "--timeout=20",
                  "--retries=1",
                  "--ignore-code=*",
                  "--drop-set-cookie",
                  "--skip-waf",
                  "--flush-session",
                  "--disable-coloring",
                  "--output-dir=" + work.resolve("out-" + name))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(WALL.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return finding(Files.readString(log, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Finding finding(String log) {
    if (log.contains("identified the following injection point") || log.contains("is vulnerable")) {
      return new Finding(Verdict.HOLE, lines(log, "Parameter:", "Type:", "Title:", "Payload:"));
    }
    return log.contains("all tested parameters do not appear to be injectable")
        ? new Finding(Verdict.CLEAN, "")
        : new Finding(Verdict.NOT_TRIED, lines(log, "CRITICAL", "ERROR"));
  }

  private static String lines(String log, String... words) {
    List<String> told =
        log.lines().filter(line -> Stream.of(words).anyMatch(line::contains)).toList();
    return String.join("\n", told.subList(Math.max(0, told.size() - 8), told.size()));
  }
}
