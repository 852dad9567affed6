package com.quotahit.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.persistence.database.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes that do not hear each other, or one that was frozen: one of them goes on alone. */
@Tag("weather")
@Tag("long")
class ADividedClusterHasOneWriterTest {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration DECISION = Duration.ofSeconds(60);
  private static final Duration FAILOVER = Duration.ofSeconds(90);

  private final TestDatabase db = TestDatabase.fresh();

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void cut_off_from_each_other_one_ends_and_the_other_has_all_entities()
      throws InterruptedException {
    try (Wire wireA = Wire.open();
        Wire wireB = Wire.open();
        EngineProcess a = process(wireA);
        EngineProcess b = process(wireB)) {
      bothWrite(a, b);
      wireA.cut();
      wireB.cut();
      long begin = System.nanoTime();
      while (a.alive() && b.alive() && System.nanoTime() - begin < DECISION.toNanos()) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      assertThat(a.alive() ^ b.alive()).as("one of the two has ended itself").isTrue();
      EngineProcess lives = a.alive() ? a : b;
      lives.awaitAllAnswer(FAILOVER);
      System.out.printf(
          "all entities answer on one side %.1f s after the network was cut%n",
          (System.nanoTime() - begin) / 1e9);
      wireA.heal();
      wireB.heal();
      lives.awaitAllAnswer(FAILOVER);
      assertThat(a.conflicts() + b.conflicts()).as("writes that met another writer's").isZero();
      nothingIsLost(a, b);
    }
  }

  @Test
  void a_short_disturbance_is_sat_out() throws InterruptedException {
    try (Wire wireA = Wire.open();
        Wire wireB = Wire.open();
        EngineProcess a = process(wireA);
        EngineProcess b = process(wireB)) {
      bothWrite(a, b);
      wireA.cut();
      wireB.cut();
      LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
      wireA.heal();
      wireB.heal();
      a.awaitAllAnswer(FAILOVER);
      b.awaitAllAnswer(FAILOVER);
      assertThat(a.alive() && b.alive()).as("both go on").isTrue();
      nothingIsLost(a, b);
    }
  }

  /** Longer than the decision takes, and longer than the winner keeps its lease. */
  @ParameterizedTest(name = "frozen for {0} s")
  @ValueSource(ints = {30, 75})
  void one_that_was_frozen_wakes_up_and_ends_itself(int seconds)
      throws InterruptedException, IOException {
    try (EngineProcess frozen = EngineProcess.start(db.database().url(), 0, 0);
        EngineProcess lives = EngineProcess.start(db.database().url(), 0, 0)) {
      bothWrite(frozen, lives);
      frozen.freeze();
      long begin = System.nanoTime();
      lives.awaitAllAnswer(FAILOVER);
      double tookOver = (System.nanoTime() - begin) / 1e9;
      LockSupport.parkNanos(begin + Duration.ofSeconds(seconds).toNanos() - System.nanoTime());
      frozen.thaw();
      assertThat(frozen.ends(DECISION)).as("the one that was frozen ends").isTrue();
      lives.awaitAllAnswer(FAILOVER);
      System.out.printf(
          "frozen for %d s: all entities answer elsewhere after %.1f s; after it woke up the journal"
              + " refused it %d writes%n",
          seconds, tookOver, frozen.conflicts());
      assertThat(lives.alive()).isTrue();
      nothingIsLost(frozen, lives);
    }
  }

  private EngineProcess process(Wire wire) {
    return EngineProcess.start(db.database().url(), wire.known(), wire.bound());
  }

  private static void bothWrite(EngineProcess a, EngineProcess b) {
    a.go();
    b.go();
    a.awaitAllAnswer(START);
    b.awaitAllAnswer(START);
  }

  private void nothingIsLost(EngineProcess a, EngineProcess b) {
    Set<EngineProcess.Answer> acknowledged = a.answers();
    acknowledged.addAll(b.answers());
    TallyBook book = TallyBook.read(db.database());
    book.holdsOnce(acknowledged);
    book.hadOneWriterAtATime();
  }
}
