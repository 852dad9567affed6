package com.quotahit.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OneThatFailsKeepsNobodyWaitingTest {

  @Test
  void those_behind_one_that_fails_are_done_and_it_is_not_counted() {
    List<Integer> done = new ArrayList<>();
    var all =
        InTurn.each(
            "number",
            List.of(1, 2, 3, 4),
            number -> {
              if (number == 1) {
                throw new IllegalStateException("at once");
              }
              if (number == 3) {
                return CompletableFuture.failedFuture(new IllegalStateException("later"));
              }
              done.add(number);
              return CompletableFuture.completedFuture(number);
            });
    assertThat(all.toCompletableFuture().join()).isEqualTo(2);
    assertThat(done).containsExactly(2, 4);
  }

  @Test
  void each_waits_for_the_one_before() {
    List<String> order = new ArrayList<>();
    CompletableFuture<Boolean> first = new CompletableFuture<>();
    var all =
        InTurn.each(
            "word",
            List.of("a", "b"),
            word -> {
              order.add(word);
              return word.equals("a") ? first : CompletableFuture.completedFuture(true);
            });
    assertThat(order).containsExactly("a");
    first.complete(true);
    assertThat(all.toCompletableFuture().join()).isEqualTo(2);
    assertThat(order).containsExactly("a", "b");
  }
}
