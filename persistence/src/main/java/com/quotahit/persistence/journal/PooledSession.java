package com.quotahit.persistence.journal;

import com.quotahit.persistence.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.projection.jdbc.JdbcSession;
import org.jdbi.v3.core.Handle;

/** One transaction of a reader, on a connection of the node's pool, seen as Jdbi's handle. */
final class PooledSession implements JdbcSession {

  private final Connection connection;
  private final Handle handle;

  private PooledSession(Connection connection, Handle handle) {
    this.connection = connection;
    this.handle = handle;
  }

  static PooledSession open(Database database) {
    try {
      Connection connection = database.dataSource().getConnection();
      connection.setAutoCommit(false);
      return new PooledSession(connection, database.handleOn(connection));
    } catch (SQLException e) {
      throw new IllegalStateException("no connection for a reader", e);
    }
  }

  Handle handle() {
    return handle;
  }

  @Override
  public <R> R withConnection(Function<Connection, R> work) throws Exception {
    return work.apply(connection);
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
