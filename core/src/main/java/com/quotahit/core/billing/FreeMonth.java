package com.quotahit.core.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The month in which free actions are counted, as the workspace's own calendar has it.
 *
 * @param first its first day
 * @param ends when the next one begins
 */
public record FreeMonth(LocalDate first, Instant ends) {

  public static FreeMonth at(Instant now, ZoneId zone) {
    LocalDate first = now.atZone(zone).toLocalDate().withDayOfMonth(1);
    return new FreeMonth(first, first.plusMonths(1).atStartOfDay(zone).toInstant());
  }
}
