package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.practice.Extraction;
import com.quotahit.core.practice.FileKind;
import com.quotahit.core.shared.WebsiteAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** Reads whatever a learner brings, each kind in its own careful way. */
public final class ContextReading {

  private static final int PLAIN_BYTES_MAX = 4 * Extraction.TEXT_MAX;

  private final Blocking blocking;
  private final PdfReader pdfs;
  private final ImageReader images;
  private final WordReader words = new WordReader();
  private final WebsiteReader websites;

  public ContextReading(Blocking blocking, ContextSettings settings, WebsiteReader websites) {
    this.blocking = blocking;
    this.pdfs = new PdfReader(settings);
    this.images = new ImageReader(settings);
    this.websites = websites;
  }

  public CompletionStage<Extraction> read(WebsiteAddress address) {
    return websites.read(address);
  }

  /** Reads a file whose kind was judged from its name and first bytes; it is spooled meanwhile. */
  public CompletionStage<Extraction> read(FileKind kind, byte[] bytes, String name) {
    return blocking.run("documents", () -> spooled(kind, bytes, name));
  }

  private Extraction spooled(FileKind kind, byte[] bytes, String name) throws IOException {
    Path file =
        Files.createTempFile("quotahit-context-", "." + kind.name().toLowerCase(Locale.ROOT));
    try {
      Files.write(file, bytes);
      return switch (kind) {
        case PDF -> pdfs.read(file, name);
        case PNG, JPEG -> images.read(file, name);
        case DOCX -> words.read(file, name);
        case TXT -> plain(file, name);
      };
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Extraction plain(Path file, String name) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(PLAIN_BYTES_MAX);
    }
    Extraction.Readable read = new Extraction.Readable(name, decoded(bytes));
    return read.text().isBlank()
        ? new Extraction.Unreadable(name, "context.no-text", "The file is empty.")
        : read;
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }
}
