package com.quotahit.persistence.cluster;

import com.quotahit.persistence.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who runs, or ran until lately. A node's row is its own; it is fresh while the node renews it. */
final class NodeTable {

  /** Guards the founding of a cluster; any fixed number of our own. */
  private static final long FOUNDING_LOCK = 7_106_411_703_285_001L;

  private final Database database;

  NodeTable(Database database) {
    this.database = database;
  }

  /** A member of a cluster by its own account. */
  record Neighbour(String address, boolean fresh) {}

  void announce(String address, String incarnation, boolean up) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO cluster_node (address, incarnation, up, renewed_at)
                VALUES (?, ?, ?, clock_timestamp())
                ON CONFLICT (address) DO UPDATE
                  SET incarnation = EXCLUDED.incarnation, up = EXCLUDED.up,
                      renewed_at = EXCLUDED.renewed_at
                """,
                address,
                incarnation,
                up));
  }

  void leave(String address, String incarnation) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "DELETE FROM cluster_node WHERE address = ? AND incarnation = ?",
                address,
                incarnation));
  }

  List<Neighbour> neighbours(String self, Duration freshFor) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT address,
                      renewed_at > clock_timestamp() - :fresh * interval '1 millisecond' AS fresh
                    FROM cluster_node
                    WHERE up AND address <> :self
                      AND renewed_at > clock_timestamp() - interval '1 day'
                    ORDER BY renewed_at DESC
                    LIMIT 20
                    """)
                .bind("self", self)
                .bind("fresh", freshFor.toMillis())
                .map((row, _) -> new Neighbour(row.getString("address"), row.getBoolean("fresh")))
                .list());
  }

  /** The right to found a cluster, or nothing while another node has it. Closing gives it up. */
  @Nullable Connection tryFounding() throws SQLException {
    Connection connection = database.separateConnection();
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      lock.setLong(1, FOUNDING_LOCK);
      try (ResultSet row = lock.executeQuery()) {
        if (row.next() && row.getBoolean(1)) {
          return connection;
        }
      }
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    connection.close();
    return null;
  }

  /** Whether the lock is still held: the connection answers. */
  static boolean alive(Connection founding) {
    try (Statement statement = founding.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException gone) {
      return false;
    }
  }
}
