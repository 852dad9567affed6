package com.quotahit.core.practice;

/** What reading a document came to. A failure concerns this document only. */
public sealed interface Extraction {

  int TEXT_MAX = 200_000;

  /** Readable; both are cleaned and still untrusted. */
  record Readable(String title, String text) implements Extraction {
    public Readable {
      title = UntrustedText.excerpt(title, 200);
      text = UntrustedText.clean(text, TEXT_MAX);
    }
  }

  /**
   * Not readable.
   *
   * @param code stable, such as {@code context.too-many-pages}
   * @param message for the person: what is wrong and what to do
   */
  record Unreadable(String title, String code, String message) implements Extraction {}
}
