package com.quotahit.core.notifications;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** When somebody's summary of the day comes, by the clock on their own wall. */
public record DigestHour(LocalTime at, ZoneId zone) {

  /** The next one after this moment; on a day that skips the hour, right after the skip. */
  public Instant next(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int days = 0; ; days++) {
      Instant due = on(today.plusDays(days));
      if (due.isAfter(now)) {
        return due;
      }
    }
  }

  /** The day to which a summary at this moment belongs; there is one a day. */
  public LocalDate day(Instant now) {
    return now.atZone(zone).toLocalDate();
  }

  private Instant on(LocalDate day) {
    return day.atTime(at).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
