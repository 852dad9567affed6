package com.quotahit.persistence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.persistence.database.TestDatabase;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class LeaseHasOneHolderTest {

  private static final TestDatabase DB = TestDatabase.fresh();

  private final String name = UUID.randomUUID().toString();

  @AfterAll
  static void close() {
    DB.close();
  }

  private PostgresLease lease(String owner, Duration held, Duration renewEvery) {
    LeaseSettings settings =
        LeaseSettings.apply(
            ConfigFactory.parseString(
                "lease-class = x, heartbeat-timeout = %d ms, heartbeat-interval = %d ms,"
                        .formatted(held.toMillis(), renewEvery.toMillis())
                    + "lease-operation-timeout = 5s"),
            name,
            owner);
    return new PostgresLease(settings, new LeaseTable(DB.database(), name, owner, held));
  }

  private static boolean acquire(PostgresLease lease) throws Exception {
    return lease.acquire().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void of_many_at_once_exactly_one_gets_it_and_may_ask_again() throws Exception {
    List<PostgresLease> leases = new ArrayList<>();
    List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      leases.add(lease("n" + i, Duration.ofSeconds(30), Duration.ofSeconds(5)));
    }
    leases.forEach(lease -> answers.add(lease.acquire().toCompletableFuture()));
    int winner = -1;
    int winners = 0;
    for (int i = 0; i < 10; i++) {
      if (answers.get(i).get(5, TimeUnit.SECONDS)) {
        winner = i;
        winners++;
      }
    }
    assertThat(winners).isEqualTo(1);
    assertThat(acquire(leases.get(winner))).isTrue();
    assertThat(leases.get(winner).checkLease()).isTrue();
    assertThat(acquire(leases.get((winner + 1) % 10))).isFalse();
  }

  @Test
  void a_holder_that_renews_keeps_it_beyond_its_time() throws Exception {
    PostgresLease holder = lease("a", Duration.ofMillis(900), Duration.ofMillis(200));
    PostgresLease other = lease("b", Duration.ofMillis(900), Duration.ofMillis(200));
    assertThat(acquire(holder)).isTrue();
    long end = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
    while (System.nanoTime() < end) {
      assertThat(acquire(other)).isFalse();
      assertThat(holder.checkLease()).isTrue();
    }
    holder.release().toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(holder.checkLease()).isFalse();
    assertThat(acquire(other)).isTrue();
    other.release();
  }

  @Test
  void a_holder_that_died_is_followed_once_its_time_is_over() throws Exception {
    LeaseTable dead = new LeaseTable(DB.database(), name, "a", Duration.ofMillis(800));
    PostgresLease heir = lease("b", Duration.ofSeconds(30), Duration.ofSeconds(5));
    assertThat(dead.acquire()).isTrue();
    assertThat(acquire(heir)).isFalse();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> acquire(heir));
    assertThat(dead.renew()).isFalse();
  }

  @Test
  void a_holder_whose_row_went_to_another_is_told() throws Exception {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    PostgresLease holder = lease("a", Duration.ofSeconds(10), Duration.ofMillis(100));
    assertThat(
            holder.acquire(_ -> told.complete(true)).toCompletableFuture().get(5, TimeUnit.SECONDS))
        .isTrue();
    DB.database()
        .jdbi()
        .useHandle(h -> h.execute("UPDATE cluster_lease SET owner = 'b' WHERE name = ?", name));
    assertThat(told.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(holder.checkLease()).isFalse();
  }
}
