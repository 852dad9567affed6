package com.quotahit.core.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In Berlin the clock goes from 02:00 to 03:00 on 29 March 2026 and from 03:00 to 02:00 on 25
 * October.
 */
@Tag("fast")
class QuietHoursAreByOnesOwnClockTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static QuietHours from(String from, String to) {
    return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), BERLIN);
  }

  private static void waits(QuietHours quiet, String now, String until) {
    assertThat(quiet.earliest(Instant.parse(now))).as(now).isEqualTo(Instant.parse(until));
  }

  @Test
  void over_midnight_and_within_a_day() {
    QuietHours night = from("22:00", "07:00");
    waits(night, "2026-01-10T20:59:59Z", "2026-01-10T20:59:59Z");
    waits(night, "2026-01-10T21:00:00Z", "2026-01-11T06:00:00Z");
    waits(night, "2026-01-11T05:59:59Z", "2026-01-11T06:00:00Z");
    waits(night, "2026-01-11T06:00:00Z", "2026-01-11T06:00:00Z");
    QuietHours noon = from("12:00", "13:30");
    waits(noon, "2026-01-10T11:15:00Z", "2026-01-10T12:30:00Z");
    waits(noon, "2026-01-10T12:30:00Z", "2026-01-10T12:30:00Z");
    waits(QuietHours.none(BERLIN), "2026-01-10T02:00:00Z", "2026-01-10T02:00:00Z");
  }

  @Test
  void on_the_night_that_loses_an_hour() {
    waits(from("22:00", "07:00"), "2026-03-28T23:00:00Z", "2026-03-29T05:00:00Z");
    // 02:30 does not exist that night; the quiet ends where it would be, at 03:30 summer time.
    waits(from("22:00", "02:30"), "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z");
    // It begins there as well: right after the skip nobody is disturbed before 06:00.
    waits(from("02:30", "06:00"), "2026-03-29T01:45:00Z", "2026-03-29T04:00:00Z");
    waits(from("02:30", "06:00"), "2026-03-29T01:15:00Z", "2026-03-29T01:15:00Z");
  }

  @Test
  void on_the_night_that_has_an_hour_twice() {
    waits(from("22:00", "07:00"), "2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z");
    // 02:30 comes twice: the quiet that ends then ends at the second, the one that begins then at
    // the first.
    waits(from("22:00", "02:30"), "2026-10-25T00:45:00Z", "2026-10-25T01:30:00Z");
    waits(from("02:30", "06:00"), "2026-10-25T00:31:00Z", "2026-10-25T05:00:00Z");
    waits(from("02:30", "06:00"), "2026-10-25T01:10:00Z", "2026-10-25T05:00:00Z");
  }

  @Test
  void a_letter_that_waited_does_not_wait_again() {
    long seed = new Random().nextLong();
    System.out.println("QuietHoursAreByOnesOwnClockTest seed " + seed);
    Random random = new Random(seed);
    List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
    for (int i = 0; i < 20_000; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      QuietHours quiet =
          new QuietHours(
              LocalTime.ofSecondOfDay(random.nextInt(1440) * 60L),
              LocalTime.ofSecondOfDay(random.nextInt(1440) * 60L),
              zone);
      Instant now = Instant.ofEpochSecond(1_760_000_000L + random.nextInt(63_000_000));
      Instant earliest = quiet.earliest(now);
      assertThat(earliest).isAfterOrEqualTo(now).isBefore(now.plus(Duration.ofHours(49)));
      assertThat(quiet.earliest(earliest)).as(quiet + " at " + now).isEqualTo(earliest);
    }
  }

  @Test
  void one_summary_a_day_also_when_a_day_has_23_or_25_hours() {
    for (String zone :
        List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Africa/Casablanca",
            "UTC")) {
      for (String at : List.of("00:00", "02:30", "12:00", "23:59")) {
        DigestHour hour = new DigestHour(LocalTime.parse(at), ZoneId.of(zone));
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        Set<LocalDate> days = new HashSet<>();
        for (int day = 0; day < 366; day++) {
          Instant next = hour.next(now);
          assertThat(next).isAfter(now);
          assertThat(days.add(hour.day(next))).as(zone + " " + at + " " + next).isTrue();
          now = next;
        }
        ZonedDateTime last = now.atZone(ZoneId.of(zone));
        assertThat(days).as(zone + at).hasSize(366);
        assertThat(last.toLocalTime()).isEqualTo(LocalTime.parse(at));
      }
    }
  }
}
