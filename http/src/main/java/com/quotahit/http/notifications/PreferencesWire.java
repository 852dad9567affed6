package com.quotahit.http.notifications;

import com.quotahit.core.notifications.Preferences;
import com.quotahit.core.notifications.QuietHours;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.NewsType;
import com.quotahit.http.edge.FieldChecks;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How somebody wants to be told.
 *
 * @param types every type; one that is left out when this is set goes back to what is usual
 * @param quietHours null when there are none
 * @param digestAt when the summary of the day comes, such as {@code 17:00}
 * @param zone of the summary's hour, as IANA names it; when it is left out that of the quiet hours,
 *     or the one it was
 */
public record PreferencesWire(
    List<TypeWire> types,
    Optional<QuietHoursWire> quietHours,
    String digestAt,
    Optional<String> zone) {

  /**
   * @param group the heading under which the type stands
   */
  public record TypeWire(String type, Optional<String> group, boolean inApp, MailWire email) {}

  /** Whether a letter goes with it, and when. */
  public enum MailWire {
    OFF,
    INSTANT,
    DIGEST
  }

  /**
   * No letters from {@code from} to {@code to}, such as {@code 22:00} and {@code 07:00}.
   *
   * @param zone as IANA names it, such as {@code Europe/Berlin}
   */
  public record QuietHoursWire(String from, String to, String zone) {}

  static PreferencesWire of(Preferences preferences) {
    QuietHours quiet = preferences.quiet();
    return new PreferencesWire(
        preferences.all().entrySet().stream()
            .map(entry ->
                new TypeWire(
                    entry.getKey().code(),
                    Optional.of(entry.getKey().group()),
                    entry.getValue().screen() == Preferences.Screen.SHOWN,
                    MailWire.valueOf(entry.getValue().mail().name())))
            .toList(),
        quiet.none()
            ? Optional.empty()
            : Optional.of(
                new QuietHoursWire(
                    quiet.from().toString(), quiet.to().toString(), quiet.zone().getId())),
        preferences.digestAt().toString(),
        Optional.of(quiet.zone().getId()));
  }

  /** Preferences as soon as it is known which zone they had. */
  interface Wish {
    Preferences since(ZoneId before);
  }

  Parsed<Wish> parse() {
    FieldChecks checks = new FieldChecks();
    Map<NewsType, Preferences.Choice> choices = new EnumMap<>(NewsType.class);
    List<TypeWire> bounded = checks.atMost("types", types, NewsType.values().length);
    for (int i = 0; i < bounded.size(); i++) {
      TypeWire one = bounded.get(i);
      Optional<NewsType> type = NewsType.of(one.type());
      checks.require(
          type.isPresent(), "types[" + i + "].type", "unknown", "There is no such type.");
      type.ifPresent(known -> choices.put(known, choice(one)));
    }
    Optional<LocalTime> from =
        quietHours.map(hours -> time(checks, "quietHours.from", hours.from()));
    Optional<LocalTime> to = quietHours.map(hours -> time(checks, "quietHours.to", hours.to()));
    LocalTime digest = time(checks, "digestAt", digestAt);
    Optional<ZoneId> where =
        quietHours
            .map(hours -> zone(checks, "quietHours.zone", hours.zone()))
            .or(() -> zone.map(text -> zone(checks, "zone", text)));
    return checks.parsed(() ->
        before ->
            new Preferences(
                choices,
                from.isPresent() && to.isPresent()
                    ? new QuietHours(from.get(), to.get(), where.orElse(before))
                    : QuietHours.none(where.orElse(before)),
                digest));
  }

  private static Preferences.Choice choice(TypeWire one) {
    return new Preferences.Choice(
        one.inApp() ? Preferences.Screen.SHOWN : Preferences.Screen.NOT_SHOWN,
        NewsType.ByMail.valueOf(one.email().name()));
  }

  private static LocalTime time(FieldChecks checks, String field, String text) {
    if (text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      return LocalTime.parse(text);
    }
    checks.problem(field, "invalid", "Write a time of day such as 07:30.");
    return LocalTime.MIDNIGHT;
  }

  /** Regions only: a fixed offset would be wrong for half of the year. */
  private static ZoneId zone(FieldChecks checks, String field, String text) {
    if (ZoneId.getAvailableZoneIds().contains(text)) {
      return ZoneId.of(text);
    }
    checks.problem(field, "unknown", "Write a time zone such as Europe/Berlin.");
    return QuietHours.UTC;
  }
}
