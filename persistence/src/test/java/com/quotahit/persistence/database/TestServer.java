package com.quotahit.persistence.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One embedded server for all store tests of a JVM, kept between runs under {@code target}. */
final class TestServer {

  static final String TEMPLATE = "quotahit";

  /** How the names of its copies begin. */
  static final String COPIES = "t_";

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();
  }

  private TestServer() {}

  static EmbeddedPostgres get() {
    return Holder.SERVER;
  }

  static Path binaries() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "quotahit-" + System.getProperty("user.name"));
  }

  static void asSuperuser(String sql) {
    DatabaseLogin login = get().superuser("postgres");
    try (Connection connection =
            DriverManager.getConnection(login.url(), login.user(), login.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server = startSomewhere();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      Database.createRolesAndDatabase(server);
      // A fresh database is copied from this one; branches with other migrations share target.
      DatabaseLogin login = server.superuser("postgres");
      try (Connection connection =
              DriverManager.getConnection(login.url(), login.user(), login.password());
          Statement statement = connection.createStatement()) {
        statement.execute("DROP DATABASE IF EXISTS " + TEMPLATE + " WITH (FORCE)");
        statement.execute("CREATE DATABASE " + TEMPLATE + " OWNER quotahit_owner");
        throwAwayWhatWasLeft(statement);
      }
      Migrations.run(Database.ownerLogin(server, TEMPLATE));
      return server;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("no PostgreSQL for the tests", e);
    }
  }

  /** A run ends with spares, and one that was stopped with whatever it had. */
  private static void throwAwayWhatWasLeft(Statement statement) throws SQLException {
    List<String> left = new ArrayList<>();
    try (ResultSet names =
        statement.executeQuery(
            "SELECT datname FROM pg_database WHERE starts_with(datname, '" + COPIES + "')")) {
      while (names.next()) {
        left.add(names.getString(1));
      }
    }
    for (String name : left) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  private static EmbeddedPostgres startSomewhere() throws IOException {
    try {
      return EmbeddedPostgres.start(Path.of("target/test-postgres"), binaries());
    } catch (IOException inUse) {
      Path other = Files.createTempDirectory("quotahit-test-postgres");
      return EmbeddedPostgres.start(other, binaries());
    }
  }
}
