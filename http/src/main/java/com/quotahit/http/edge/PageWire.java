package com.quotahit.http.edge;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A page of a list, with the cursor of the next one when there is more. */
public record PageWire<T>(List<T> items, Optional<String> nextCursor) {

  public PageWire {
    items = List.copyOf(items);
  }

  /** A list that is never longer than one page. */
  public static <T> PageWire<T> all(List<T> items) {
    return new PageWire<>(items, Optional.empty());
  }

  /**
   * From rows read with a limit of one more than the page takes: the extra row says that there is
   * more and is not shown.
   */
  public static <T> PageWire<T> of(List<T> rows, Page page, Function<? super T, String> cursorOf) {
    if (rows.size() <= page.limit()) {
      return all(rows);
    }
    List<T> shown = rows.subList(0, page.limit());
    return new PageWire<>(shown, Optional.of(Page.cursor(cursorOf.apply(shown.getLast()))));
  }
}
