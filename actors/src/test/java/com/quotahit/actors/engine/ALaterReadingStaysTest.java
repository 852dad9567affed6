package com.quotahit.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ALaterReadingStaysTest {

  private final Newest<String> newest = new Newest<>("before");

  @Test
  void one_that_began_earlier_and_ends_later_changes_nothing() throws Exception {
    CompletableFuture<Void> reads = new CompletableFuture<>();
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> slow =
        CompletableFuture.supplyAsync(() ->
            newest.read(() -> {
              reads.complete(null);
              return answer.orTimeout(10, TimeUnit.SECONDS).join();
            }));
    reads.get(10, TimeUnit.SECONDS);
    assertThat(newest.read(() -> "after the change")).isTrue();
    answer.complete("as it was");
    assertThat(slow.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(newest.get()).isEqualTo("after the change");
  }

  @Test
  void reading_the_same_again_is_no_change() {
    assertThat(newest.read(() -> "now")).isTrue();
    assertThat(newest.read(() -> "now")).isFalse();
    assertThat(newest.get()).isEqualTo("now");
  }
}
