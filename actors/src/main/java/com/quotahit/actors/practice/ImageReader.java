package com.quotahit.actors.practice;

import com.quotahit.core.practice.Extraction;
import com.quotahit.core.practice.PictureSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text in a picture with the system's text recognition program. The header is judged
 * first, so that no picture is unpacked whose size was meant to hurt.
 */
final class ImageReader {

  private static final int HEADER_BYTES = 1 << 20;

  private final ContextSettings settings;

  ImageReader(ContextSettings settings) {
    this.settings = settings;
  }

  Extraction read(Path file, String name) throws IOException {
    Optional<PictureSize> size;
    try (InputStream in = Files.newInputStream(file)) {
      size = PictureSize.of(in.readNBytes(HEADER_BYTES));
    }
    if (size.isEmpty()) {
      return no(name, "context.broken", "The picture is damaged and cannot be read.");
    }
    if (!size.get().within(settings.pixelsMax(), settings.sideMax())) {
      return no(
          name,
          "context.picture-too-large",
          "The picture has "
              + size.get().width()
              + " × "
              + size.get().height()
              + " pixels. Bring one of at most "
              + settings.pixelsMax() / 1_000_000
              + " megapixels.");
    }
    return recognize(file, name);
  }

  private Extraction recognize(Path file, String name) {
    BoundedProcess.Ended ended;
    try {
      ended =
          BoundedProcess.run(
              List.of(settings.tesseract(), file.toString(), "stdout", "-l", "eng", "--psm", "3"),
              settings.documentWall(),
              Extraction.TEXT_MAX * 4);
    } catch (IOException absent) {
      return no(
          name,
          "context.text-recognition-unavailable",
          "This installation cannot read text in pictures. Whoever runs it can add that by"
              + " installing the program tesseract (Debian and Ubuntu: apt-get install"
              + " tesseract-ocr).");
    }
    if (ended.tooSlow()) {
      return no(name, "context.too-slow", "Reading the picture took too long. Try a smaller one.");
    }
    if (ended.exit() != 0) {
      return no(name, "context.broken", "The picture is damaged and cannot be read.");
    }
    Extraction.Readable read =
        new Extraction.Readable(name, new String(ended.output(), StandardCharsets.UTF_8));
    return read.text().isBlank()
        ? no(name, "context.no-text", "No text was found in the picture.")
        : read;
  }

  private static Extraction no(String name, String code, String message) {
    return new Extraction.Unreadable(name, code, message);
  }
}
