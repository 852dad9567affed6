package com.quotahit.http.edge;

import com.quotahit.core.shared.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param limit 1–100
 * @param after the sort key of the last item already seen, as the query wrote it into the cursor
 */
public record Page(int limit, Optional<String> after) {

  public static final int LIMIT_DEFAULT = 25;
  public static final int LIMIT_MAX = 100;

  /** One row more than is shown, to know whether there is more. */
  public int rows() {
    return limit + 1;
  }

  static String cursor(String sortKey) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sortKey.getBytes(StandardCharsets.UTF_8));
  }

  static Parsed<Page> parse(Optional<String> limit, Optional<String> cursor) {
    int rows;
    try {
      rows = limit.map(Integer::parseInt).orElse(LIMIT_DEFAULT);
    } catch (NumberFormatException e) {
      rows = 0;
    }
    if (rows < 1 || rows > LIMIT_MAX) {
      return Parsed.invalid("limit", "out_of_range", "Ask for 1 to " + LIMIT_MAX + " items.");
    }
    try {
      Optional<String> after =
          cursor.map(
              text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
      // No text in the database holds it, and asking for it would be an error there.
      return after.filter(text -> text.indexOf('\0') >= 0).isPresent()
          ? madeUp()
          : Parsed.valid(new Page(rows, after));
    } catch (IllegalArgumentException e) {
      return madeUp();
    }
  }

  private static Parsed<Page> madeUp() {
    return Parsed.invalid("cursor", "invalid", "Use the cursor that the last page gave, or none.");
  }
}
