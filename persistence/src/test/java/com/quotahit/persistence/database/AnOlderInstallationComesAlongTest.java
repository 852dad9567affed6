package com.quotahit.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The owner of the tables is bound by row-level security as well; what a migration says of all rows
 * must still be true of those that are there.
 */
@Tag("store")
class AnOlderInstallationComesAlongTest {

  /** As far as the schema was before people could prove who they are in more than one way. */
  private static final String BEFORE = "0301";

  @Test
  void people_who_are_signed_in_stay_signed_in_when_the_schema_moves_on() throws Exception {
    String name = "t_" + UUID.randomUUID().toString().replace("-", "");
    TestServer.asSuperuser("CREATE DATABASE " + name + " OWNER quotahit_owner");
    try {
      DatabaseLogin owner = Database.ownerLogin(TestServer.get(), name);
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(owner.url(), owner.user(), owner.password())
          .locations("classpath:db/migration")
          .target(BEFORE)
          .load()
          .migrate();
      try (Connection connection =
              DriverManager.getConnection(owner.url(), owner.user(), owner.password());
          Statement statement = connection.createStatement()) {
        statement.execute("SET app.platform = 'on'");
        statement.execute(
            "INSERT INTO session VALUES ('ses_1', '\\x01', 'wsp_1', 'usr_1', now(), now(),"
                + " now() + interval '1 day', 'a browser', '192.0.2.1')");

        Migrations.run(owner);

        try (ResultSet kept =
            statement.executeQuery("SELECT proved_at = created_at FROM session")) {
          assertThat(kept.next()).isTrue();
          assertThat(kept.getBoolean(1)).isTrue();
        }
      }
    } finally {
      TestServer.asSuperuser("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }
}
