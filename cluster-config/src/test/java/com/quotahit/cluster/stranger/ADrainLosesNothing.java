package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM to the node that carries live calls: they move, and it ends well. */
@Tag("weather")
@Tag("long")
class ADrainLosesNothing {

  private static final int CALLS = 8;
  private static final int LEAVES = 0;
  private static final Duration DRAIN_MAX = Duration.ofSeconds(60);

  @TempDir static Path data;
  private static House house;
  private static ApiClient person;

  @BeforeAll
  static void start() {
    house = House.of(2, data);
    person = new ApiClient(house.node(1).base());
    assertThat(person.register("ann@northwind.example").status()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void calls_move_with_every_finished_turn_and_the_process_ends_with_zero(long seed)
      throws InterruptedException, ExecutionException {
    Random random = new Random(seed);
    CountDownLatch talking = new CountDownLatch(CALLS);
    AtomicLong told = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        int number = i;
        Random own = new Random(seed * 1_000 + i);
        calls.add(
            threads.submit(() -> {
              ApiClient here = person.also(house.node(LEAVES).base());
              try (PractisingCall call = PractisingCall.open(here, number, seed, own)) {
                call.say();
                talking.countDown();
                return moved(call, told);
              }
            }));
      }
      assertThat(talking.await(60, TimeUnit.SECONDS)).as("all calls are under way").isTrue();
      LockSupport.parkNanos(Duration.ofMillis(1_000 + random.nextInt(3_000)).toNanos());
      told.set(System.nanoTime());
      house.node(LEAVES).terminate();
      List<Duration> resumed = new ArrayList<>();
      for (Future<Duration> call : calls) {
        resumed.add(call.get());
      }
      assertThat(house.node(LEAVES).awaitEnd(DRAIN_MAX)).as("exit code").isZero();
      resumed.sort(null);
      System.out.printf(
          "seed %d: %d calls moved, %.1f s (p50) and %.1f s (slowest) after SIGTERM; the process"
              + " ended within %.1f s%n",
          seed,
          CALLS,
          resumed.get(CALLS / 2).toMillis() / 1e3,
          resumed.getLast().toMillis() / 1e3,
          (System.nanoTime() - told.get()) / 1e9);
    } finally {
      house.again(LEAVES);
    }
  }

  private static Duration moved(PractisingCall call, AtomicLong told) {
    try {
      call.talkUntil(() -> false);
      throw new AssertionError("talked for ever");
    } catch (VoiceCaller.Closed moving) {
      assertThat(call.closeCode()).as("the node leaves, resume elsewhere").isEqualTo(1012);
      assertThat(call.wasTold("voice.moving")).isTrue();
      call.lost();
    }
    Duration resumed = call.resume(house.basesWithout(LEAVES), told.get());
    call.hearsThatNothingIsForgotten();
    call.say();
    call.hangUp();
    call.isWhole(house.node(1).base(), true);
    return resumed;
  }
}
