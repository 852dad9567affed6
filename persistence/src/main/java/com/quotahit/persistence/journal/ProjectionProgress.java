package com.quotahit.persistence.journal;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.EventTag;
import com.quotahit.persistence.database.Database;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until a projection has taken in a write, so that whoever wrote reads what they wrote.
 * Bounded: a caller that gets {@code false} answers "accepted, not yet visible".
 */
public final class ProjectionProgress {

  /** What an endpoint waits for at most. */
  public static final Duration LONGEST = Duration.ofSeconds(1);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private static final String PASSED =
      """
      SELECT EXISTS (
        SELECT 1
        FROM event_journal j
        JOIN pekko_projection_offset_store o
          ON o.projection_name = :projection AND o.projection_key = :tag
        WHERE j.persistence_id = :id AND j.sequence_number = :revision
          AND o.current_offset::bigint >= j.ordering)
      """;

  private final Database database;

  public ProjectionProgress(Database database) {
    this.database = database;
  }

  /** Whether the projection has passed {@code revision} of the entity within {@code wait}. */
  public CompletionStage<Boolean> await(
      String projection, String kind, EntityId entity, long revision, Duration wait) {
    CompletableFuture<Boolean> passed = new CompletableFuture<>();
    long end = System.nanoTime() + wait.toNanos();
    Thread.ofVirtual()
        .name("await-" + projection)
        .start(() -> {
          try {
            boolean found = passed(projection, kind, entity, revision);
            while (!found && System.nanoTime() < end) {
              LockSupport.parkNanos(PAUSE_NANOS);
              found = passed(projection, kind, entity, revision);
            }
            passed.complete(found);
          } catch (RuntimeException failure) {
            passed.completeExceptionally(failure);
          }
        });
    return passed.minimalCompletionStage();
  }

  private boolean passed(String projection, String kind, EntityId entity, long revision) {
    if (revision == 0) {
      return true;
    }
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(PASSED)
                .bind("projection", projection)
                .bind("tag", EventTag.of(kind, entity))
                .bind("id", Readers.persistenceId(kind, entity))
                .bind("revision", revision)
                .mapTo(Boolean.class)
                .one());
  }
}
