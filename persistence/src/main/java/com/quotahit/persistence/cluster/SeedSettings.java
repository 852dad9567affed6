package com.quotahit.persistence.cluster;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a node finds the others; read once from {@code quotahit.cluster}.
 *
 * @param seedNodes addresses given by hand, as {@code host:port}; empty means the list in
 *     PostgreSQL
 * @param freshFor how long a node counts as running after it last said so
 */
public record SeedSettings(List<String> seedNodes, Duration freshFor, Duration renewEvery) {

  public SeedSettings {
    seedNodes = List.copyOf(seedNodes);
    for (String seed : seedNodes) {
      if (!seed.matches("[^\\s:/]+:\\d{1,5}")) {
        throw new IllegalArgumentException(
            "quotahit.cluster.seed-nodes: '" + seed + "' is not of the form host:port");
      }
    }
    if (renewEvery.toMillis() < 100 || renewEvery.multipliedBy(3).compareTo(freshFor) > 0) {
      throw new IllegalArgumentException(
          "quotahit.cluster.renew-every = "
              + renewEvery
              + ": must be 100ms to a third of fresh-for, "
              + freshFor);
    }
  }

  public static SeedSettings from(Config config) {
    Config cluster = config.getConfig("quotahit.cluster");
    return new SeedSettings(
        Stream.of(cluster.getString("seed-nodes").split(","))
            .map(String::strip)
            .filter(seed -> !seed.isEmpty())
            .toList(),
        cluster.getDuration("fresh-for"),
        cluster.getDuration("renew-every"));
  }
}
