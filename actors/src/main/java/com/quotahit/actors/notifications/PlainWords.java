package com.quotahit.actors.notifications;

import java.util.regex.Pattern;

/**
 * Makes what somebody typed fit for one line of a letter: no control characters, no line breaks, no
 * turning of the writing direction, of bounded length, and nothing that a mail program would turn
 * into a link. Otherwise whoever may choose a name could have us deliver a link of theirs.
 */
final class PlainWords {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]");
  private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern LINKING = Pattern.compile("(?<=[\\p{L}\\p{N}][.@])(?=\\p{L})");

  /** Joins without being seen; mail programs see no address across it. */
  private static final String JOINER = "\u2060";

  private PlainWords() {}

  static String line(String typed, int most) {
    String visible = INVISIBLE.matcher(BREAKS.matcher(typed).replaceAll(" ")).replaceAll("");
    String line = BREAKS.matcher(visible).replaceAll(" ").strip();
    if (line.codePointCount(0, line.length()) <= most) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
  }

  static String unlinked(String line) {
    return LINKING.matcher(line.replace("://", ":" + JOINER + "//")).replaceAll(JOINER);
  }

  static String escaped(String line) {
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
