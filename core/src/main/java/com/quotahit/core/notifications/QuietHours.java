package com.quotahit.core.notifications;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The part of each day in which somebody wants no letters, by the clock on their own wall. From and
 * to being equal means that there is no such part. On a night in which the clock is set back, a
 * time that comes twice begins the quiet at its first and ends it at its second coming.
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  /** As a region, which it is among the others that somebody may choose. */
  public static final ZoneId UTC = ZoneId.of("UTC");

  public static QuietHours none(ZoneId zone) {
    return new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone);
  }

  public boolean none() {
    return from.equals(to);
  }

  /** The first moment, from {@code now} on, at which a letter may come. */
  public Instant earliest(Instant now) {
    if (none()) {
      return now;
    }
    LocalDate today = now.atZone(zone).toLocalDate();
    for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
      Instant begins = day.atTime(from).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
      Instant ends = ending(day).toInstant();
      if (!now.isBefore(begins) && now.isBefore(ends)) {
        return ends;
      }
    }
    return now;
  }

  private ZonedDateTime ending(LocalDate begun) {
    LocalDate day = to.isAfter(from) ? begun : begun.plusDays(1);
    return day.atTime(to).atZone(zone).withLaterOffsetAtOverlap();
  }
}
