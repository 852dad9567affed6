package com.quotahit.actors.practice;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * The program that reads one PDF in a process of its own, so that a document made to hurt hurts
 * nobody else. Says one line with what it came to, one with the title, and then the text.
 */
public final class PdfText {

  static final String OK = "ok";
  static final String LOCKED = "locked";
  static final String TOO_MANY_PAGES = "too-many-pages";
  static final String BROKEN = "broken";

  private PdfText() {}

  /** Arguments: the file, the most pages, the most characters. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try {
      read(new File(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), out);
    } catch (InvalidPasswordException e) {
      out.println(LOCKED);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      out.println(BROKEN);
    }
    out.flush();
  }

  private static void read(File file, int pagesMax, int charactersMax, PrintStream out)
      throws IOException {
    try (PDDocument document =
        Loader.loadPDF(file, "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
      if (document.getNumberOfPages() > pagesMax) {
        out.println(TOO_MANY_PAGES);
        return;
      }
      StringBuilder text = new StringBuilder();
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        text.append(stripper.getText(document)).append("\n\n");
        if (text.length() > charactersMax) {
          break;
        }
      }
      String title = document.getDocumentInformation().getTitle();
      out.println(OK);
      out.println(title == null ? "" : title.replaceAll("\\s+", " "));
      out.print(text.substring(0, Math.min(text.length(), charactersMax)));
    }
  }
}
