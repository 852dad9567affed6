package com.quotahit.http.edge;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Moments and days that somebody wrote. Java goes on for a thousand million years, the database and
 * whoever adds a month to one do not.
 */
public final class Moments {

  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
  private static final Instant BEGIN = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  private Moments() {}

  /** Fails with a {@link DateTimeException} for anything else than a moment near ours. */
  public static Instant parse(String text) {
    Instant moment = Instant.parse(text);
    if (moment.isBefore(BEGIN) || moment.isAfter(END)) {
      throw new DateTimeException("a moment far from ours");
    }
    return moment;
  }

  static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    if (day.isBefore(FIRST) || day.isAfter(LAST)) {
      throw new DateTimeException("a day far from ours");
    }
    return day;
  }
}
