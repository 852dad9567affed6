package com.quotahit.actors.practice;

import com.quotahit.core.practice.Extraction;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the running text of a Word document: one entry of the archive, as a stream, with its
 * unpacked bytes counted. Nothing is written to disk and no other entry is opened.
 */
final class WordReader {

  private static final int ENTRIES_MAX = 2_000;
  private static final long UNPACKED_MAX = 50L << 20;

  /**
   * Honest text packs to a hundredth at most; beyond that somebody packed nothing, very tightly.
   */
  private static final long RATIO_MAX = 200;

  private final XMLInputFactory xml = XMLInputFactory.newInstance();

  WordReader() {
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
  }

  Extraction read(Path file, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > ENTRIES_MAX || climbs(zip)) {
        return no(
            name,
            "context.too-complex",
            "The document cannot be read. Save it again in Word, or as PDF.");
      }
      ZipEntry body = zip.getEntry("word/document.xml");
      if (body == null) {
        return no(name, "context.broken", "This is not a Word document.");
      }
      long allowed =
          Math.min(UNPACKED_MAX, Math.max(1 << 20, body.getCompressedSize() * RATIO_MAX));
      try (InputStream in = new Counted(zip.getInputStream(body), allowed)) {
        return new Extraction.Readable(name, text(in));
      }
    } catch (ZipException | XMLStreamException e) {
      return no(name, "context.broken", "The document is damaged and cannot be read.");
    } catch (TooLarge e) {
      return no(
          name,
          "context.too-complex",
          "The document is too large. Save it without pictures, or as PDF.");
    }
  }

  private String text(InputStream in) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    XMLStreamReader reader = xml.createXMLStreamReader(in);
    boolean inText = false;
    while (reader.hasNext() && text.length() < Extraction.TEXT_MAX) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          inText = reader.getLocalName().equals("t");
          if (reader.getLocalName().equals("p")) {
            text.append('\n');
          } else if (reader.getLocalName().equals("tab") || reader.getLocalName().equals("br")) {
            text.append(' ');
          }
        }
        case XMLStreamConstants.END_ELEMENT -> inText = false;
        case XMLStreamConstants.CHARACTERS -> {
          if (inText) {
            text.append(reader.getText());
          }
        }
        default -> {}
      }
    }
    return text.toString();
  }

  private static boolean climbs(ZipFile zip) {
    for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements(); ) {
      String entry = each.nextElement().getName();
      if (entry.startsWith("/") || entry.contains("..") || entry.contains("\\")) {
        return true;
      }
    }
    return false;
  }

  private static Extraction no(String name, String code, String message) {
    return new Extraction.Unreadable(name, code, message);
  }

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Counted extends FilterInputStream {
    private long left;

    Counted(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      counted(one < 0 ? -1 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return counted(super.read(bytes, offset, length));
    }

    private int counted(int read) {
      left -= Math.max(0, read);
      if (left < 0) {
        throw new TooLarge();
      }
      return read;
    }
  }
}
