package com.quotahit.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes, one PostgreSQL; one is killed and the other takes over all entities. */
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
