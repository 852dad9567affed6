package com.quotahit.persistence.billing;

import com.quotahit.core.billing.WebhookInboxPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The provider's notices, each once, and the customers they made worth a look. A notice and its
 * mark are written together; a mark goes only when nothing was added to it since it was claimed.
 */
public final class WebhookInboxTable implements WebhookInboxPort {

  private final Jdbi jdbi;
  private final TenantScope tenants;

  public WebhookInboxTable(Database database) {
    this.jdbi = database.jdbi();
    this.tenants = database.tenants();
  }

  @Override
  public boolean keep(Notice notice) {
    return jdbi.inTransaction(handle -> {
      boolean first =
          handle
                  .createUpdate(
                      """
                      INSERT INTO payment_notice (event_id, kind, customer, live, created_at)
                      VALUES (:id, :kind, :customer, :live, :at) ON CONFLICT DO NOTHING
                      """)
                  .bind("id", notice.eventId())
                  .bind("kind", notice.kind())
                  .bind("customer", notice.customer().orElse(null))
                  .bind("live", notice.live())
                  .bind("at", notice.createdAt())
                  .execute()
              == 1;
      if (first) {
        notice.customer().ifPresent(customer -> mark(handle, customer));
      }
      return first;
    });
  }

  @Override
  public void look(String customer) {
    jdbi.useTransaction(handle -> mark(handle, customer));
  }

  /**
   * Whose turn it is and whom it marks is one transaction: of many nodes one goes round, and when
   * it is lost on the way, the next one begins anew.
   */
  @Override
  public int goRound(Duration every) {
    return tenants.acrossWorkspaces(handle -> {
      int mine =
          handle
              .createUpdate(
                  """
                  UPDATE payment_round SET begun_at = now()
                  WHERE begun_at <= now() - :every * interval '1 millisecond'
                  """)
              .bind("every", every.toMillis())
              .execute();
      return mine == 0
          ? 0
          : handle.execute(
              """
              INSERT INTO payment_look (customer)
              SELECT customer FROM billing_customer ORDER BY customer ON CONFLICT DO NOTHING
              """);
    });
  }

  /** Something new is worth a look at once, however long the last one was put off. */
  private static void mark(Handle handle, String customer) {
    handle.execute(
        """
        INSERT INTO payment_look (customer) VALUES (?)
        ON CONFLICT (customer) DO UPDATE SET generation = payment_look.generation + 1,
          not_before = '-infinity', attempts = 0
        """,
        customer);
  }

  @Override
  public List<Due> claim(int most, Duration lease) {
    return jdbi.inTransaction(handle ->
        handle
            .createQuery(
                """
                UPDATE payment_look l SET claimed_until = now() + :lease * interval '1 millisecond'
                FROM (SELECT customer FROM payment_look
                      WHERE not_before <= now() AND claimed_until < now()
                      ORDER BY not_before LIMIT :most FOR UPDATE SKIP LOCKED) free
                WHERE l.customer = free.customer
                RETURNING l.customer, l.generation, l.attempts
                """)
            .bind("lease", lease.toMillis())
            .bind("most", most)
            .map((row, _) -> new Due(row.getString(1), row.getLong(2), row.getInt(3)))
            .list());
  }

  @Override
  public void done(Due due) {
    jdbi.useTransaction(handle -> {
      int gone =
          handle.execute(
              "DELETE FROM payment_look WHERE customer = ? AND generation = ?",
              due.customer(),
              due.generation());
      if (gone == 0) {
        handle.execute(
            "UPDATE payment_look SET claimed_until = '-infinity' WHERE customer = ?",
            due.customer());
      }
    });
  }

  @Override
  public void park(Due due, Duration wait, String why) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                UPDATE payment_look SET claimed_until = '-infinity', problem = :why,
                  attempts = attempts + 1,
                  not_before = CASE WHEN generation = :generation
                    THEN now() + :wait * interval '1 millisecond' ELSE not_before END
                WHERE customer = :customer
                """)
            .bind("why", why)
            .bind("generation", due.generation())
            .bind("wait", wait.toMillis())
            .bind("customer", due.customer())
            .execute());
  }

  @Override
  public void giveUp(Due due, String why) {
    done(due);
  }

  /** Forgets notices that nobody repeats any more, a bounded number at a time. */
  public int forgetOlderThan(Duration age) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM payment_notice WHERE event_id IN (
                  SELECT event_id FROM payment_notice
                  WHERE received_at < now() - :age * interval '1 millisecond' LIMIT 5000)
                """)
            .bind("age", age.toMillis())
            .execute());
  }
}
