package com.quotahit.actors.models;

import com.quotahit.core.models.Provider;
import com.quotahit.core.shared.AddressGuard;
import com.quotahit.core.shared.AddressRange;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All of {@code quotahit.models}, read once at start. */
public record ModelSettings(
    boolean sandbox,
    Map<Provider, Place> places,
    String anthropicVersion,
    AddressGuard guard,
    Set<String> openedHosts,
    int answersMax,
    Duration connect,
    Duration firstToken,
    Duration idle,
    Duration whole,
    int retriesMax,
    Duration retryWaitMax,
    long answerBytesMax,
    int idleConnections,
    int breakerFailures,
    Duration breakerRest,
    Duration trusted,
    int workspacesCached,
    Duration recheckAfter,
    Duration recheckLook,
    int recheckAtOnce,
    List<String> defaultChain,
    Duration refreshAfter,
    int spokenTokensIn,
    int spokenTokensOut) {

  /**
   * Where a provider is, and the installation's key for it.
   *
   * @param elsewhere the operator has given another address than the provider's own
   * @param named models that the operator's settings name
   */
  public record Place(URI baseUrl, boolean elsewhere, List<String> named, Optional<Secret> key) {
    public Place {
      named = List.copyOf(named);
    }
  }

  public static final int CHAIN_MAX = 3;
  private static final String PATH = "quotahit.models.";

  public ModelSettings {
    places = Map.copyOf(places);
    openedHosts = Set.copyOf(openedHosts);
    defaultChain = List.copyOf(defaultChain);
    SettingRange.require(
        PATH + "answers-max", answersMax, answersMax >= 1 && answersMax <= 100_000, "1 to 100000");
    SettingRange.require(
        PATH + "connect-timeout", connect, Duration.ofMillis(50), Duration.ofSeconds(30));
    SettingRange.require(
        PATH + "first-token-timeout", firstToken, Duration.ofMillis(50), Duration.ofMinutes(2));
    SettingRange.require(PATH + "idle-timeout", idle, Duration.ofMillis(50), Duration.ofMinutes(2));
    SettingRange.require(
        PATH + "whole-timeout", whole, Duration.ofMillis(50), Duration.ofMinutes(30));
    SettingRange.require(
        PATH + "retries-max", retriesMax, retriesMax >= 0 && retriesMax <= 3, "0 to 3");
    SettingRange.require(
        PATH + "retry-wait-max", retryWaitMax, Duration.ZERO, Duration.ofSeconds(30));
    SettingRange.require(
        PATH + "answer-bytes-max",
        answerBytesMax,
        answerBytesMax >= 1024 && answerBytesMax <= 1 << 28,
        "1024 to 268435456");
    SettingRange.require(
        PATH + "idle-connections",
        idleConnections,
        idleConnections >= 0 && idleConnections <= 1_000,
        "0 to 1000");
    SettingRange.require(
        PATH + "breaker-failures",
        breakerFailures,
        breakerFailures >= 1 && breakerFailures <= 100,
        "1 to 100");
    SettingRange.require(
        PATH + "breaker-rest", breakerRest, Duration.ofMillis(100), Duration.ofMinutes(5));
    SettingRange.require(PATH + "trusted", trusted, Duration.ofMillis(1), Duration.ofMinutes(5));
    SettingRange.require(
        PATH + "workspaces-cached",
        workspacesCached,
        workspacesCached >= 1 && workspacesCached <= 1_000_000,
        "1 to 1000000");
    SettingRange.require(
        PATH + "recheck-after", recheckAfter, Duration.ofMinutes(1), Duration.ofDays(30));
    SettingRange.require(
        PATH + "recheck-look", recheckLook, Duration.ofSeconds(1), Duration.ofDays(1));
    SettingRange.require(
        PATH + "recheck-at-once",
        recheckAtOnce,
        recheckAtOnce >= 1 && recheckAtOnce <= 1_000,
        "1 to 1000");
    SettingRange.require(
        PATH + "default-chain",
        defaultChain,
        !defaultChain.isEmpty() && defaultChain.size() <= CHAIN_MAX,
        "1 to " + CHAIN_MAX + " models");
    SettingRange.require(
        PATH + "refresh-after", refreshAfter, Duration.ofMinutes(1), Duration.ofDays(30));
    SettingRange.require(
        PATH + "spoken-tokens-in",
        spokenTokensIn,
        spokenTokensIn >= 0 && spokenTokensIn <= 10_000,
        "0 to 10000");
    SettingRange.require(
        PATH + "spoken-tokens-out",
        spokenTokensOut,
        spokenTokensOut >= 0 && spokenTokensOut <= 10_000,
        "0 to 10000");
  }

  public static ModelSettings from(Config config) {
    Config models = config.getConfig("quotahit.models");
    Map<Provider, Place> places = new EnumMap<>(Provider.class);
    for (Provider provider : Provider.values()) {
      if (models.hasPath("providers." + provider.code())) {
        places.put(provider, place(models.getConfig("providers." + provider.code()), provider));
      }
    }
    return new ModelSettings(
        models.getBoolean("sandbox"),
        places,
        models.getString("anthropic-version"),
        new AddressGuard(List.of(), ranges(models.getString("opened-ranges"))),
        names(models.getString("opened-hosts")).collect(Collectors.toSet()),
        models.getInt("answers-max"),
        models.getDuration("connect-timeout"),
        models.getDuration("first-token-timeout"),
        models.getDuration("idle-timeout"),
        models.getDuration("whole-timeout"),
        models.getInt("retries-max"),
        models.getDuration("retry-wait-max"),
        models.getLong("answer-bytes-max"),
        models.getInt("idle-connections"),
        models.getInt("breaker-failures"),
        models.getDuration("breaker-rest"),
        models.getDuration("trusted"),
        models.getInt("workspaces-cached"),
        models.getDuration("recheck-after"),
        models.getDuration("recheck-look"),
        models.getInt("recheck-at-once"),
        models.getStringList("default-chain"),
        models.getDuration("refresh-after"),
        models.getInt("spoken-tokens-in"),
        models.getInt("spoken-tokens-out"));
  }

  private static Place place(Config config, Provider provider) {
    URI address = address(config, provider, "base-url");
    return new Place(
        address,
        !address.equals(address(config, provider, "own-url")),
        config.hasPath("named") ? config.getStringList("named") : List.of(),
        Optional.of(config.getString("api-key").strip())
            .filter(key -> !key.isEmpty())
            .map(Secret::new));
  }

  private static URI address(Config config, Provider provider, String name) {
    String text = config.getString(name).strip().replaceAll("/+$", "");
    URI address;
    try {
      address = URI.create(text);
    } catch (IllegalArgumentException notOne) {
      address = URI.create("");
    }
    String scheme = String.valueOf(address.getScheme());
    SettingRange.require(
        PATH + "providers." + provider.code() + "." + name,
        text,
        (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null,
        "an http or https address");
    return address;
  }

  private static List<AddressRange> ranges(String text) {
    List<AddressRange> ranges = new ArrayList<>();
    names(text)
        .forEach(each -> {
          switch (AddressRange.parse(PATH + "opened-ranges", each)) {
            case Parsed.Valid<AddressRange>(AddressRange range) -> ranges.add(range);
            case Parsed.Invalid<AddressRange>(List<FieldProblem> problems) ->
                throw new IllegalArgumentException(
                    PATH + "opened-ranges: " + problems.getFirst().message());
          }
        });
    return ranges;
  }

  private static Stream<String> names(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty());
  }
}
