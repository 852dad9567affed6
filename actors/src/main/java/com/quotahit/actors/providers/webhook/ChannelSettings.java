package com.quotahit.actors.providers.webhook;

import com.quotahit.core.shared.AddressGuard;
import com.quotahit.core.shared.AddressRange;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How news are posted; read once from {@code quotahit.notifications.channels}.
 *
 * @param wall for one post as a whole; shorter than the outbox's lease
 * @param givenUpAfter a channel that fails for so long is switched off
 * @param opened hosts that may be posted to whatever they are
 * @param guard which addresses may be connected to
 */
public record ChannelSettings(
    Duration connect,
    Duration wall,
    Duration givenUpAfter,
    Set<String> opened,
    AddressGuard guard) {

  public ChannelSettings {
    String at = "quotahit.notifications.channels.";
    SettingRange.require(at + "connect", connect, Duration.ofMillis(50), Duration.ofSeconds(20));
    SettingRange.require(at + "wall", wall, Duration.ofMillis(100), Duration.ofSeconds(45));
    SettingRange.require(
        at + "given-up-after", givenUpAfter, Duration.ofHours(1), Duration.ofDays(30));
    opened = Set.copyOf(opened);
  }

  public static ChannelSettings from(Config root) {
    Config channels = root.getConfig("quotahit.notifications.channels");
    Set<String> hosts = new HashSet<>();
    List<AddressRange> ranges = new ArrayList<>();
    for (String entry : entries(channels.getString("allowed"))) {
      switch (AddressRange.parse("allowed", entry)) {
        case Parsed.Valid<AddressRange>(AddressRange range) -> ranges.add(range);
        case Parsed.Invalid<AddressRange> _ -> hosts.add(entry);
      }
    }
    List<AddressRange> refused = new ArrayList<>();
    for (String entry : entries(channels.getString("refused"))) {
      switch (AddressRange.parse("refused", entry)) {
        case Parsed.Valid<AddressRange>(AddressRange range) -> refused.add(range);
        case Parsed.Invalid<AddressRange> _ ->
            throw new IllegalArgumentException(
                "quotahit.notifications.channels.refused: '" + entry + "' is no address range");
      }
    }
    return new ChannelSettings(
        channels.getDuration("connect"),
        channels.getDuration("wall"),
        channels.getDuration("given-up-after"),
        hosts,
        new AddressGuard(refused, ranges));
  }

  private static List<String> entries(String list) {
    return Arrays.stream(list.split(","))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
