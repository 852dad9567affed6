package com.quotahit.persistence.database;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which database, and how it is used; read once from {@code quotahit.database}.
 *
 * @param url JDBC form; empty means the embedded server in {@code directory}
 * @param ownerUrl as whom migrations run; empty means as {@code url}
 */
public record DatabaseSettings(
    Optional<String> url,
    Optional<String> ownerUrl,
    Path directory,
    int pool,
    Duration statementTimeout,
    Duration connectionWait,
    Duration socketTimeout) {

  private static final String PATH = "quotahit.database.";

  public DatabaseSettings {
    url.ifPresent(value -> requirePostgres("url", value));
    ownerUrl.ifPresent(value -> requirePostgres("owner-url", value));
    require("pool", pool, pool >= 6 && pool <= 200, "6 to 200");
    requireWithin("statement-timeout", statementTimeout, Duration.ofSeconds(30));
    requireWithin("connection-wait", connectionWait, Duration.ofSeconds(5));
    requireWithin("socket-timeout", socketTimeout, Duration.ofSeconds(60));
  }

  public static DatabaseSettings from(Config config) {
    Config database = config.getConfig("quotahit.database");
    return new DatabaseSettings(
        text(database, "url"),
        text(database, "owner-url"),
        Path.of(database.getString("directory")),
        database.getInt("pool"),
        database.getDuration("statement-timeout"),
        database.getDuration("connection-wait"),
        database.getDuration("socket-timeout"));
  }

  private static Optional<String> text(Config config, String path) {
    return Optional.of(config.getString(path).strip()).filter(value -> !value.isEmpty());
  }

  private static void requirePostgres(String name, String value) {
    if (!value.startsWith("jdbc:postgresql://")) {
      throw new IllegalArgumentException(
          PATH + name + ": must have the form jdbc:postgresql://host:port/name?user=…&password=…");
    }
  }

  private static void requireWithin(String name, Duration value, Duration max) {
    require(
        name,
        value,
        value.compareTo(Duration.ofMillis(100)) >= 0 && value.compareTo(max) <= 0,
        "100ms to " + max);
  }

  private static void require(String name, Object value, boolean holds, String range) {
    if (!holds) {
      throw new IllegalArgumentException(PATH + name + " = " + value + ": must be " + range);
    }
  }
}
