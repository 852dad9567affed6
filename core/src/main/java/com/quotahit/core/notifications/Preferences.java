package com.quotahit.core.notifications;

import com.quotahit.core.workspace.NewsType;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

/** How somebody wants to be told, in one workspace. */
public record Preferences(Map<NewsType, Choice> choices, QuietHours quiet, LocalTime digestAt) {

  /** Whether it stands in the list on the screen, and whether a letter goes with it. */
  public record Choice(Screen screen, NewsType.ByMail mail) {}

  /** Whether news stand in the list on the screen. */
  public enum Screen {
    SHOWN,
    NOT_SHOWN
  }

  private static final LocalTime EVENING = LocalTime.of(17, 0);

  public Preferences {
    choices = Map.copyOf(choices);
  }

  /** Of somebody who has chosen nothing. */
  public static Preferences usual() {
    return new Preferences(Map.of(), QuietHours.none(QuietHours.UTC), EVENING);
  }

  public Choice of(NewsType type) {
    return choices.getOrDefault(type, new Choice(Screen.SHOWN, type.usual()));
  }

  /** Every type with its choice, in the order in which they are declared. */
  public Map<NewsType, Choice> all() {
    Map<NewsType, Choice> all = new EnumMap<>(NewsType.class);
    for (NewsType type : NewsType.values()) {
      all.put(type, of(type));
    }
    return all;
  }

  public DigestHour digest() {
    return new DigestHour(digestAt, zone());
  }

  public ZoneId zone() {
    return quiet.zone();
  }
}
