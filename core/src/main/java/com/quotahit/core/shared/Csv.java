package com.quotahit.core.shared;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values as RFC 4180 has them. A cell that a spreadsheet would take for a
 * formula is written as text, with an apostrophe before it.
 */
public final class Csv {

  /** Also the full-width forms, which some spreadsheets read as the plain ones. */
  private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private Csv() {}

  /** With its end. */
  public static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String harmless = formula(text) ? "'" + text : text;
    return "\"" + harmless.replace("\"", "\"\"") + "\"";
  }

  private static boolean formula(String text) {
    String shown = text.strip();
    return !text.isEmpty()
        && (FORMULA.indexOf(text.charAt(0)) >= 0
            || (!shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0));
  }
}
