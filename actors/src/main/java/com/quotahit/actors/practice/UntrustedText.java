package com.quotahit.actors.practice;

import com.quotahit.core.practice.BuyerBrief;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Makes text that others wrote fit to stand in a data block: nothing hidden, nothing endless. */
final class UntrustedText {

  private static final int EXCERPT_MAX = 3_000;
  private static final int TOTAL_MAX = 9_000;
  private static final int LINE_MAX = 120;

  /**
   * Zero-width and direction marks, soft hyphens, tag characters, control characters but line ends.
   */
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cn}\\x00-\\x08\\x0B-\\x1F\\x7F]|[\\x{E0000}-\\x{E007F}]");

  private UntrustedText() {}

  static String line(String text) {
    String clean = HIDDEN.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
    return clean.length() > LINE_MAX ? clean.substring(0, LINE_MAX) : clean;
  }

  static List<BuyerBrief.Excerpt> excerpts(List<BuyerBrief.Excerpt> excerpts) {
    List<BuyerBrief.Excerpt> clean = new ArrayList<>();
    int left = TOTAL_MAX;
    for (BuyerBrief.Excerpt excerpt : excerpts) {
      String text =
          HIDDEN.matcher(excerpt.text()).replaceAll("").replaceAll("[ \\t]+", " ").strip();
      int length = Math.min(text.length(), Math.min(EXCERPT_MAX, left));
      if (length > 0) {
        clean.add(new BuyerBrief.Excerpt(line(excerpt.title()), text.substring(0, length)));
        left -= length;
      }
    }
    return clean;
  }
}
