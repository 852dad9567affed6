package com.quotahit.persistence.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A migrated, empty database of one's own on a real PostgreSQL, within a fraction of a second.
 *
 * <pre>{@code
 * private static final TestDatabase DB = TestDatabase.fresh();
 *
 * @AfterAll
 * static void close() { DB.close(); }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

  private final String name;
  private final Database database;

  private TestDatabase(String name, Database database) {
    this.name = name;
    this.database = database;
  }

  public static TestDatabase fresh() {
    return fresh(6);
  }

  /** With a pool of the given size, six or more. */
  public static TestDatabase fresh(int pool) {
    String name = SpareDatabases.take();
    try {
      return new TestDatabase(
          name, Database.existing(settings(pool, Path.of("target")), TestServer.get(), name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static DatabaseSettings settings(int pool, Path directory) {
    return new DatabaseSettings(
        Optional.empty(),
        Optional.empty(),
        directory,
        pool,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15));
  }

  public Database database() {
    return database;
  }

  /** Runs SQL as the owner of the tables, whom row-level security binds as well. */
  public void asOwner(String sql) {
    try {
      DatabaseLogin owner = Database.ownerLogin(TestServer.get(), name);
      try (var connection =
              java.sql.DriverManager.getConnection(owner.url(), owner.user(), owner.password());
          var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    } catch (IOException | java.sql.SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /**
   * Every row of every table as text, bytes as PostgreSQL shows them: all that whoever steals the
   * database can read.
   *
   * @param known tables that must be among them
   */
  public String everyRow(String... known) {
    StringBuilder text = new StringBuilder();
    return database
        .tenants()
        .acrossWorkspaces(handle -> {
          List<String> tables =
              handle
                  .createQuery(
                      "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
                  .mapTo(String.class)
                  .list();
          if (!tables.containsAll(List.of(known))) {
            throw new AssertionError("not all of " + List.of(known) + " are among " + tables);
          }
          for (String table : tables) {
            handle
                .createQuery("SELECT t::text FROM " + table + " t")
                .mapTo(String.class)
                .forEach(row -> text.append(row).append('\n'));
          }
          return text.toString();
        });
  }

  @Override
  public void close() {
    database.close();
    SpareDatabases.throwAway(name);
  }
}
