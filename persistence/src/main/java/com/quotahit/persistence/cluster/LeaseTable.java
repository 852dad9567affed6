package com.quotahit.persistence.cluster;

import com.quotahit.persistence.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A lease is a row with an owner and an end. Time is the database's alone. Each call has a
 * connection of its own: when the cluster is divided the pool may be exhausted, and this must still
 * go through.
 */
final class LeaseTable {

  private final Database database;
  private final String name;
  private final String owner;
  private final Duration held;

  LeaseTable(Database database, String name, String owner, Duration held) {
    this.database = database;
    this.name = name;
    this.owner = owner;
    this.held = held;
  }

  /** Takes the lease when it is free, over, or already this owner's. */
  boolean acquire() throws SQLException {
    return run(
        """
        INSERT INTO cluster_lease (name, owner, version, expires_at)
        VALUES (?, ?, 1, clock_timestamp() + ? * interval '1 millisecond')
        ON CONFLICT (name) DO UPDATE
          SET owner = EXCLUDED.owner, version = cluster_lease.version + 1,
              expires_at = EXCLUDED.expires_at
          WHERE cluster_lease.owner = EXCLUDED.owner
             OR cluster_lease.expires_at < clock_timestamp()
        RETURNING version
        """,
        name,
        owner,
        held.toMillis());
  }

  /** Holds it for longer; false when it has gone to another. */
  boolean renew() throws SQLException {
    return run(
        """
        UPDATE cluster_lease
        SET expires_at = clock_timestamp() + ? * interval '1 millisecond'
        WHERE name = ? AND owner = ? AND expires_at >= clock_timestamp()
        RETURNING version
        """,
        held.toMillis(),
        name,
        owner);
  }

  boolean release() throws SQLException {
    return run(
        "DELETE FROM cluster_lease WHERE name = ? AND owner = ? RETURNING version", name, owner);
  }

  private boolean run(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.separateConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
