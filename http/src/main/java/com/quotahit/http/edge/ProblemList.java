package com.quotahit.http.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Every problem that this interface can answer, for the page that their types lead to (RFC 9457,
 * 3.1.1). A test keeps the list, which is in the order of the codes.
 */
public final class ProblemList {

  public static final String FILE = "quotahit/problems.tsv";

  /** One kind of problem. */
  public record Kind(int status, String code, String title) {
    public String line() {
      return code + "\t" + status + "\t" + title;
    }

    static Kind parse(String line) {
      String[] parts = line.split("\t", 3);
      return new Kind(Integer.parseInt(parts[1]), parts[0], parts[2]);
    }
  }

  private ProblemList() {}

  static List<Kind> all() {
    try (InputStream file = ProblemList.class.getClassLoader().getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Kind::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
