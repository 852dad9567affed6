package com.quotahit.persistence.journal;

import com.quotahit.persistence.database.Database;
import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;
import scala.Option;
import scala.concurrent.duration.Duration;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcBackend$;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor;

/** Gives the journal plugin the node's one pool instead of three of its own. */
final class PooledSlick implements SlickDatabaseProvider {

  /** Connections that the journal may hold at once; the pool has more, for all else. */
  private static final int THREADS_MAX = 8;

  private static final int QUEUED_MAX = 10_000;

  private final SlickDatabase slick;

  PooledSlick(ActorSystem system) {
    Database database = PersistenceSetup.in(system).database();
    int threads = Math.max(2, Math.min(THREADS_MAX, database.settings().pool() * 2 / 3));
    this.slick =
        new Pooled(
            JdbcBackend$.MODULE$
                .Database()
                .forDataSource(
                    database.dataSource(),
                    Option.apply(threads),
                    AsyncExecutor.apply(
                        "journal",
                        threads,
                        threads,
                        QUEUED_MAX,
                        threads,
                        Duration.apply(1, "minute"),
                        false),
                    false));
  }

  /** The plugin may not close it: the pool is the node's, not the journal's. */
  private record Pooled(JdbcBackend.JdbcDatabaseDef database) implements SlickDatabase {
    @Override
    public JdbcProfile profile() {
      return PostgresProfile$.MODULE$;
    }

    @Override
    public boolean allowShutdown() {
      return false;
    }
  }

  @Override
  public SlickDatabase database(Config config) {
    return slick;
  }
}
