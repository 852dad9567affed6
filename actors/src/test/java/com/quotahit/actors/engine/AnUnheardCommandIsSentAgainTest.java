package com.quotahit.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AnUnheardCommandIsSentAgainTest {

  private static final CompletionStage<String> ANSWER = CompletableFuture.completedStage("done");
  private static final CompletionStage<String> SILENCE =
      CompletableFuture.failedStage(new TimeoutException("nothing came"));

  private final Deque<CompletionStage<String>> coming = new ArrayDeque<>();

  private CompletionStage<String> asked(boolean stillWanted) {
    return ShardedEntities.asked(coming::removeFirst, ShardedEntities.TRIES, () -> stillWanted);
  }

  @Test
  void an_answer_that_comes_the_second_or_third_time_is_the_answer() {
    coming.addAll(
        List.of(SILENCE, SILENCE.thenApply(never -> never), ANSWER.thenApply(same -> same)));
    assertThat(asked(true).toCompletableFuture().join()).isEqualTo("done");
    assertThat(coming).isEmpty();
  }

  @Test
  void nobody_asks_for_ever() {
    coming.addAll(List.of(SILENCE, SILENCE, SILENCE, ANSWER));
    assertThatThrownBy(() -> asked(true).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(coming).hasSize(1);
  }

  @Test
  void a_command_whose_time_is_over_is_not_sent_again() {
    coming.addAll(List.of(SILENCE, ANSWER));
    assertThatThrownBy(() -> asked(false).toCompletableFuture().join())
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(coming).hasSize(1);
  }

  @Test
  void any_other_failure_is_the_answer() {
    coming.addAll(List.of(CompletableFuture.failedStage(new EntityDefect("t", "cor")), ANSWER));
    assertThatThrownBy(() -> asked(true).toCompletableFuture().join())
        .hasCauseInstanceOf(EntityDefect.class);
    assertThat(coming).hasSize(1);
  }
}
