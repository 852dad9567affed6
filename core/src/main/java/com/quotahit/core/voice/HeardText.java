package com.quotahit.core.voice;

/** How much of a text was heard when its sound stopped early. */
public final class HeardText {

  private HeardText() {}

  /**
   * The whole words that fit into the share of the sound that was heard.
   *
   * @param madeMs sound made of {@code text}
   */
  public static String upTo(String text, int heardMs, int madeMs) {
    if (heardMs <= 0 || madeMs <= 0) {
      return "";
    }
    if (heardMs >= madeMs) {
      return text.strip();
    }
    int end = (int) ((long) text.length() * heardMs / madeMs);
    while (end > 0 && end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    return text.substring(0, end).strip();
  }
}
