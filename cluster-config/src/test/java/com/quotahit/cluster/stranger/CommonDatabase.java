package com.quotahit.cluster.stranger;

import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL server of the test's own that several nodes share, as an operator's would be. */
final class CommonDatabase implements AutoCloseable {

  private final Database server;

  private CommonDatabase(Database server) {
    this.server = server;
  }

  static CommonDatabase in(Path directory) {
    try {
      return new CommonDatabase(
          Database.open(
              new DatabaseSettings(
                  Optional.empty(),
                  Optional.empty(),
                  directory,
                  6,
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(15))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code QUOTAHIT_DATABASE_URL}. */
  String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
