package com.quotahit.actors.practice;

import com.quotahit.core.practice.Extraction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads PDFs through {@link PdfText} in a short-lived process with little memory. */
final class PdfReader {

  private final ContextSettings settings;

  PdfReader(ContextSettings settings) {
    this.settings = settings;
  }

  Extraction read(Path file, String name) throws IOException {
    BoundedProcess.Ended ended =
        BoundedProcess.run(command(file), settings.documentWall(), Extraction.TEXT_MAX * 4);
    if (ended.tooSlow()) {
      return no(name, "context.too-slow", "Reading the PDF took too long. Try a shorter one.");
    }
    String said = new String(ended.output(), StandardCharsets.UTF_8);
    int end = said.indexOf('\n');
    return switch (end < 0 ? "" : said.substring(0, end).strip()) {
      case PdfText.OK -> readable(name, said.substring(end + 1));
      case PdfText.LOCKED ->
          no(name, "context.locked", "The PDF has a password. Save a copy without one.");
      case PdfText.TOO_MANY_PAGES ->
          no(
              name,
              "context.too-many-pages",
              "The PDF has more than "
                  + settings.pagesMax()
                  + " pages. Bring the part that matters.");
      case PdfText.BROKEN -> no(name, "context.broken", "The PDF is damaged and cannot be read.");
      default ->
          no(
              name,
              "context.too-complex",
              "The PDF is too complex. Save it in a simpler form, or as text.");
    };
  }

  private static Extraction readable(String name, String rest) {
    int end = rest.indexOf('\n');
    String title = end < 0 ? "" : rest.substring(0, end).strip();
    Extraction.Readable read =
        new Extraction.Readable(
            title.isBlank() ? name : title, end < 0 ? "" : rest.substring(end + 1));
    return read.text().isBlank()
        ? no(
            name,
            "context.no-text",
            "The PDF holds no text, only pictures. Bring its pages as PNG or JPG.")
        : read;
  }

  private List<String> command(Path file) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + settings.documentHeap(),
        "-Xss2m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
        "-cp",
        System.getProperty("java.class.path"),
        PdfText.class.getName(),
        file.toString(),
        Integer.toString(settings.pagesMax()),
        Integer.toString(Extraction.TEXT_MAX));
  }

  private static Extraction no(String name, String code, String message) {
    return new Extraction.Unreadable(name, code, message);
  }
}
