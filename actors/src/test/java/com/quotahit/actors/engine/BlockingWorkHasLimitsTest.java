package com.quotahit.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BlockingWorkHasLimitsTest {

  private static Blocking limitedTo(int running, int waiting, Duration waitMax) {
    return new Blocking(Map.of("x", new BlockingLimit(running, waiting, waitMax)));
  }

  private static <T> T get(CompletableFuture<T> result) throws Exception {
    return result.get(5, TimeUnit.SECONDS);
  }

  @Test
  void work_runs_on_a_virtual_thread_and_never_more_than_the_limit_at_once() throws Exception {
    Blocking blocking = limitedTo(3, 100, Duration.ofSeconds(5));
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(
          blocking
              .run(
                  "x",
                  () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    return Thread.currentThread().isVirtual();
                  })
              .toCompletableFuture());
    }
    for (var one : all) {
      assertThat(get(one)).isTrue();
    }
    assertThat(most).hasValueLessThanOrEqualTo(3);
    assertThat(blocking.waiting("x")).isZero();
  }

  @Test
  void beyond_the_queue_work_is_refused_at_once() throws Exception {
    Blocking blocking = limitedTo(1, 1, Duration.ofSeconds(5));
    CountDownLatch release = new CountDownLatch(1);
    var first = blocking.run("x", () -> release.await(5, TimeUnit.SECONDS)).toCompletableFuture();
    var second = blocking.run("x", () -> 2).toCompletableFuture();
    var third = blocking.run("x", () -> 3).toCompletableFuture();
    assertThatThrownBy(() -> get(third)).hasRootCauseInstanceOf(BlockingRefused.class);
    release.countDown();
    assertThat(get(first)).isTrue();
    assertThat(get(second)).isEqualTo(2);
  }

  @Test
  void work_that_waited_too_long_is_not_run() throws Exception {
    Blocking blocking = limitedTo(1, 5, Duration.ofNanos(1));
    CountDownLatch release = new CountDownLatch(1);
    blocking.run("x", () -> release.await(5, TimeUnit.SECONDS));
    AtomicInteger ran = new AtomicInteger();
    var late = blocking.run("x", ran::incrementAndGet).toCompletableFuture();
    release.countDown();
    assertThatThrownBy(() -> get(late)).hasRootCauseInstanceOf(BlockingRefused.class);
    assertThat(ran).hasValue(0);
  }

  @Test
  void a_failure_reaches_the_caller_and_frees_the_place() throws Exception {
    Blocking blocking = limitedTo(1, 5, Duration.ofSeconds(5));
    var failed =
        blocking
            .run(
                "x",
                () -> {
                  throw new IllegalStateException("no");
                })
            .toCompletableFuture();
    assertThatThrownBy(() -> get(failed)).hasRootCauseMessage("no");
    assertThat(get(blocking.run("x", () -> 1).toCompletableFuture())).isEqualTo(1);
  }

  @Test
  void the_shipped_limits_are_read() {
    assertThat(BlockingLimit.from(ConfigFactory.load()))
        .containsEntry("database", new BlockingLimit(10, 1000, Duration.ofSeconds(5)));
  }
}
