package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.workspace.AttemptsPort.Change;
import com.quotahit.core.workspace.AttemptsPort.Kept;
import com.quotahit.core.workspace.ThrottlePolicy.Record;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class AttemptsAreCountedForAllNodesTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

  private final AttemptTable one = new AttemptTable(DB.database());
  private final AttemptTable other = new AttemptTable(DB.database());

  @AfterAll
  static void close() {
    DB.close();
  }

  @Test
  void of_a_hundred_at_once_at_two_nodes_every_one_counts() {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        AttemptTable node = i % 2 == 0 ? one : other;
        List<String> keys = i % 3 == 0 ? List.of("a", "b") : List.of("b", "a");
        all.add(CompletableFuture.supplyAsync(() -> count(node, keys), threads));
      }
      all.forEach(CompletableFuture::join);
    }
    assertThat(one.read(List.of("a", "b", "c")).keySet()).containsExactlyInAnyOrder("a", "b");
    assertThat(other.read(List.of("a")).get("a").attempts()).isEqualTo(100);
    assertThat(other.read(List.of("b")).get("b").attempts()).isEqualTo(100);
  }

  @Test
  void a_key_that_was_only_looked_at_stays_unknown_and_one_taken_away_is_new_again() {
    one.change(List.of("looked-at"), found -> Change.nothing(found.size()));
    assertThat(other.read(List.of("looked-at"))).isEmpty();
    count(one, List.of("removed"));
    one.change(List.of("removed"), _ -> new Change<>(Map.of(), Set.of("removed"), true));
    assertThat(other.read(List.of("removed"))).isEmpty();
  }

  @Test
  void what_need_not_be_kept_is_forgotten_and_no_key_can_be_read_back() {
    count(one, List.of("ann@example.com"));
    List<String> kept =
        DB.database()
            .jdbi()
            .withHandle(
                handle -> handle.createQuery("SELECT key FROM attempt").mapTo(String.class).list());
    assertThat(kept).isNotEmpty().allMatch(key -> key.matches("[0-9a-f]{64}"));
    one.forget(NOW);
    assertThat(one.read(List.of("ann@example.com"))).isNotEmpty();
    one.forget(NOW.plus(Duration.ofHours(2)));
    assertThat(one.read(List.of("ann@example.com"))).isEmpty();
  }

  private static int count(AttemptTable node, List<String> keys) {
    return node.change(
        keys,
        found -> {
          Map<String, Kept> counted = new java.util.HashMap<>();
          for (String key : keys) {
            int before = found.getOrDefault(key, Record.CLEAN).attempts();
            counted.put(
                key, new Kept(new Record(before + 1, NOW, NOW), NOW.plus(Duration.ofHours(1))));
          }
          return new Change<>(counted, Set.of(), counted.size());
        });
  }
}
