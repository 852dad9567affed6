package com.quotahit.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A few processes, one PostgreSQL; those that are killed leave all entities to the last. */
@Tag("weather")
@Tag("long")
class EitherOfTwoNodesMayDieTest {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration FAILOVER = Duration.ofSeconds(90);

  private final TestDatabase db = TestDatabase.fresh();

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void the_younger_may_die() throws InterruptedException {
    try (EngineProcess oldest = EngineProcess.start(db.database().url(), 0, 0);
        EngineProcess younger = EngineProcess.start(db.database().url(), 0, 0)) {
      survives(younger, oldest, "younger");
    }
  }

  @Test
  void the_oldest_may_die() throws InterruptedException {
    try (EngineProcess oldest = EngineProcess.start(db.database().url(), 0, 0);
        EngineProcess younger = EngineProcess.start(db.database().url(), 0, 0)) {
      survives(oldest, younger, "oldest");
    }
  }

  @Test
  void whoever_decided_about_one_failure_may_be_the_next_to_die() throws InterruptedException {
    try (EngineProcess first = EngineProcess.start(db.database().url(), 0, 0);
        EngineProcess second = EngineProcess.start(db.database().url(), 0, 0);
        EngineProcess third = EngineProcess.start(db.database().url(), 0, 0)) {
      for (EngineProcess node : List.of(first, second, third)) {
        node.go();
      }
      for (EngineProcess node : List.of(first, second, third)) {
        node.awaitAllAnswer(START);
      }
      first.kill9();
      second.awaitAllAnswer(FAILOVER);
      third.awaitAllAnswer(FAILOVER);
      String decided = holder();
      assertThat(decided).as("the lease of the decision is still held").isNotEmpty();
      EngineProcess next = decided.contains(second.address()) ? second : third;
      EngineProcess last = next == second ? third : second;
      assertThat(decided).contains(next.address());
      next.kill9();
      last.awaitAllAnswer(FAILOVER);
      assertThat(last.alive()).isTrue();
    }
  }

  private String holder() {
    return db.database()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT owner FROM cluster_lease")
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }

  private void survives(EngineProcess dies, EngineProcess lives, String which)
      throws InterruptedException {
    dies.go();
    lives.go();
    dies.awaitAllAnswer(START);
    lives.awaitAllAnswer(START);
    dies.kill9();
    long begin = System.nanoTime();
    lives.awaitAllAnswer(FAILOVER);
    System.out.printf(
        "all entities answer %.1f s after the %s node died%n",
        (System.nanoTime() - begin) / 1e9, which);
    assertThat(lives.alive()).isTrue();
    Set<EngineProcess.Answer> acknowledged = dies.answers();
    acknowledged.addAll(lives.answers());
    TallyBook book = TallyBook.read(db.database());
    book.holdsOnce(acknowledged);
    book.hadOneWriterAtATime();
  }
}
