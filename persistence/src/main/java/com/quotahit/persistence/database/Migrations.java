package com.quotahit.persistence.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date as the owner of the tables. The application itself enters as {@value
 * #APPLICATION_ROLE}, which owns nothing and so can neither change the schema nor see past
 * row-level security.
 */
final class Migrations {

  static final String APPLICATION_ROLE = "quotahit_app";

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /** Several nodes may do this at once; Flyway lets them in one by one. */
  static void run(DatabaseLogin owner) {
    grantWhatWillBeMade(owner);
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(owner.url(), owner.user(), owner.password())
        .locations("classpath:db/migration")
        // Features have number ranges of their own, so a lower number may arrive later.
        .outOfOrder(true)
        .validateMigrationNaming(true)
        .lockRetryCount(120)
        .callbacks(new SeeingEveryRow())
        .load()
        .migrate();
  }

  /** The owner is bound by row-level security too: without this an UPDATE would find no row. */
  private static final class SeeingEveryRow extends BaseCallback {

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_CONNECT;
    }

    @Override
    public void handle(Event event, Context context) {
      try (Statement statement = context.getConnection().createStatement()) {
        statement.execute("SET app.platform = 'on'");
      } catch (SQLException e) {
        throw new IllegalStateException("cannot see every row: " + e.getMessage(), e);
      }
    }
  }

  /** Gives the application role its rights on everything that the owner will create. */
  private static void grantWhatWillBeMade(DatabaseLogin owner) {
    try (Connection connection =
            DriverManager.getConnection(owner.url(), owner.user(), owner.password());
        Statement statement = connection.createStatement()) {
      if (!mayUseApplicationRole(statement)) {
        return;
      }
      for (String sql :
          new String[] {
            "GRANT USAGE ON SCHEMA public TO quotahit_app",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
                + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO quotahit_app",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
                + " GRANT USAGE, SELECT ON SEQUENCES TO quotahit_app"
          }) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "cannot prepare the database as " + owner + ": " + e.getMessage(), e);
    }
  }

  private static boolean mayUseApplicationRole(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = 'quotahit_app'")) {
      if (found.next()) {
        return true;
      }
    }
    try {
      statement.execute("CREATE ROLE quotahit_app NOLOGIN NOSUPERUSER NOBYPASSRLS");
      statement.execute("GRANT quotahit_app TO CURRENT_USER");
      return true;
    } catch (SQLException notAllowed) {
      if ("42710".equals(notAllowed.getSQLState())) {
        return true;
      }
      LOG.atWarn()
          .addKeyValue("state", notAllowed.getSQLState())
          .log(
              "no role quotahit_app and no right to create it: the application runs as the owner"
                  + " of its tables");
      return false;
    }
  }
}
