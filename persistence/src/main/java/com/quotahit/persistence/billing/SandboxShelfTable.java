package com.quotahit.persistence.billing;

import com.quotahit.core.billing.SandboxShelfPort;
import com.quotahit.persistence.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The payment stand-in's documents in a table; an advisory lock lets one piece of work in. */
public final class SandboxShelfTable implements SandboxShelfPort {

  private static final long LOCK = 0x51_75_6f_74_61L;

  private final Jdbi jdbi;

  public SandboxShelfTable(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public <T> T alone(Function<Shelf, T> work) {
    return jdbi.inTransaction(handle -> {
      handle
          .createQuery("SELECT 1 FROM pg_advisory_xact_lock(:lock)")
          .bind("lock", LOCK)
          .mapTo(Integer.class)
          .one();
      return work.apply(new Rows(handle));
    });
  }

  private record Rows(Handle handle) implements Shelf {

    @Override
    public Optional<String> get(String id) {
      return handle
          .createQuery("SELECT body FROM payment_stand_in WHERE id = :id")
          .bind("id", id)
          .mapTo(String.class)
          .findOne();
    }

    @Override
    public void put(String id, String kind, String json) {
      handle.execute(
          """
          INSERT INTO payment_stand_in (id, kind, body) VALUES (?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET body = excluded.body
          """,
          id,
          kind,
          json);
    }

    @Override
    public void remove(String id) {
      handle.execute("DELETE FROM payment_stand_in WHERE id = ?", id);
    }

    @Override
    public List<String> all(String kind) {
      return handle
          .createQuery(
              "SELECT body FROM payment_stand_in WHERE kind = :kind ORDER BY seq DESC LIMIT 10000")
          .bind("kind", kind)
          .mapTo(String.class)
          .list();
    }
  }
}
