package com.quotahit.persistence.database;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * What the server says of itself that our promises rest on.
 *
 * @param unsafeSettings as {@code name = value}
 * @param clock the server's time when it was asked
 */
public record DatabaseSafety(
    List<String> unsafeSettings, boolean bypassesRowSecurity, Instant clock, int maxConnections) {

  public static DatabaseSafety of(Jdbi jdbi) {
    return jdbi.withHandle(handle -> {
      List<String> unsafe = new ArrayList<>();
      for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        String value = setting(handle, name);
        // remote_write and the like are stronger than on or at least wait for the local disk
        if (value.equals("off")) {
          unsafe.add(name + " = " + value);
        }
      }
      boolean bypasses =
          handle
              .createQuery(
                  "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
              .mapTo(Boolean.class)
              .one();
      Instant clock = handle.createQuery("SELECT clock_timestamp()").mapTo(Instant.class).one();
      return new DatabaseSafety(
          List.copyOf(unsafe),
          bypasses,
          clock,
          Integer.parseInt(setting(handle, "max_connections")));
    });
  }

  /** How far {@code here} is from the server's clock. */
  public Duration skew(Instant here) {
    return Duration.between(clock, here).abs();
  }

  private static String setting(org.jdbi.v3.core.Handle handle, String name) {
    return handle
        .createQuery("SELECT current_setting(:name)")
        .bind("name", name)
        .mapTo(String.class)
        .one();
  }
}
