package com.quotahit.core.practice;

/**
 * Text from outside, made fit to be kept as data: no control characters, nothing invisible and
 * nothing that turns the reading direction, in which instructions like to hide.
 */
public final class UntrustedText {

  private UntrustedText() {}

  /**
   * Cleaned text of at most {@code max} characters; paragraphs stay, other white space is one
   * space.
   */
  public static String clean(String text, int max) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), max));
    int breaks = 0;
    boolean space = false;
    for (int i = 0; i < text.length() && clean.length() < max; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n' || c == 0x2028 || c == 0x2029) {
        breaks++;
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        space = true;
      } else if (visible(c)) {
        if (!clean.isEmpty()) {
          clean.append(breaks > 1 ? "\n\n" : breaks == 1 ? "\n" : space ? " " : "");
        }
        breaks = 0;
        space = false;
        clean.appendCodePoint(c);
      }
    }
    return clean.length() > max ? clean.substring(0, max) : clean.toString();
  }

  /** The first words of a text, on one line. */
  public static String excerpt(String text, int max) {
    String line =
        clean(text.substring(0, Math.min(text.length(), max * 4)), max * 4).replace('\n', ' ');
    return line.length() <= max ? line : line.substring(0, max - 1).stripTrailing() + "…";
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default ->
          c != 0x034f && c != 0x115f && c != 0x1160 && c != 0x3164 && c != 0xffa0 && !variation(c);
    };
  }

  /** Variation selectors and tag characters can carry hidden text. */
  private static boolean variation(int c) {
    return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe0fff);
  }
}
