package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three processes, one PostgreSQL, twenty calls at once; the node that carries a third of them is
 * killed at a moment that the seed decides, and comes back for the next round. {@code
 * -Dquotahit.seeds=7} repeats one round.
 */
@Tag("weather")
@Tag("long")
class TwentyCallsOutliveTheirNode {

  private static final int CALLS = 20;
  private static final int PEOPLE = 4;
  private static final int NODES = 3;

  @TempDir static Path data;
  private static House house;
  private static List<ApiClient> people;

  /** What a call has to tell after a round. */
  private record Told(boolean moved, Duration resumed, int kept, int uncertain) {}

  @BeforeAll
  static void start() {
    house = House.of(NODES, data);
    people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      ApiClient person = new ApiClient(house.node(0).base());
      assertThat(person.register("rep" + i + "@northwind.example").status()).isEqualTo(201);
      people.add(person);
    }
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  static LongStream seeds() {
    return Arrays.stream(System.getProperty("quotahit.seeds", "1,2,3,4,5,6,7,8,9,10").split(","))
        .mapToLong(Long::parseLong);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void killed_in_their_calls_its_neighbours_go_on_with_every_kept_turn(long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    int victim = random.nextInt(NODES);
    long killAfterMs = 2_000 + random.nextInt(5_000);
    int onVictim = 0;
    CountDownLatch talking = new CountDownLatch(CALLS);
    AtomicBoolean enough = new AtomicBoolean();
    AtomicLong killedAt = new AtomicLong();
    List<Told> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Told>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        int number = i;
        int home = (i + (int) seed) % NODES;
        onVictim += home == victim ? 1 : 0;
        Random own = new Random(seed * 1_000 + i);
        calls.add(
            threads.submit(() -> {
              ApiClient person = people.get(number % PEOPLE).also(house.node(home).base());
              try (PractisingCall call = PractisingCall.open(person, number, seed, own)) {
                call.say();
                talking.countDown();
                return home == victim
                    ? moved(call, victim, enough, killedAt)
                    : stayed(call, victim, enough);
              }
            }));
      }
      boolean underWay = talking.await(90, TimeUnit.SECONDS);
      if (underWay) {
        LockSupport.parkNanos(Duration.ofMillis(killAfterMs).toNanos());
        killedAt.set(System.nanoTime());
        house.node(victim).kill9();
        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
      }
      enough.set(true);
      List<Throwable> broken = new ArrayList<>();
      for (Future<Told> call : calls) {
        try {
          told.add(call.get());
        } catch (ExecutionException failure) {
          broken.add(failure.getCause());
        }
      }
      assertThat(broken).as(house::condition).isEmpty();
      assertThat(underWay).as("all calls are under way").isTrue();
    } finally {
      enough.set(true);
      house.again(victim);
    }
    report(seed, victim, onVictim, killAfterMs, told);
    assertThat(told.stream().filter(Told::moved)).hasSize(onVictim);
  }

  private static Told moved(
      PractisingCall call, int victim, AtomicBoolean enough, AtomicLong killedAt) {
    try {
      call.talkUntil(enough::get);
      throw new AssertionError("the call went on at a node that is dead");
    } catch (VoiceCaller.Closed killed) {
      call.lost();
    }
    Duration resumed = call.resume(house.basesWithout(victim), killedAt.get());
    call.hearsThatNothingIsForgotten();
    call.say();
    call.say();
    call.hangUp();
    call.isWhole(house.basesWithout(victim).getFirst(), false);
    return new Told(true, resumed, call.keptTurns(), call.uncertainTurns());
  }

  private static Told stayed(PractisingCall call, int victim, AtomicBoolean enough) {
    call.talkUntil(enough::get);
    call.hangUp();
    call.isWhole(house.basesWithout(victim).getLast(), true);
    return new Told(false, Duration.ZERO, call.keptTurns(), call.uncertainTurns());
  }

  private static void report(
      long seed, int victim, int onVictim, long killAfterMs, List<Told> told) {
    List<Duration> resumed = told.stream().filter(Told::moved).map(Told::resumed).sorted().toList();
    System.out.printf(
        "seed %d: node %d killed after %.1f s with %d of %d calls on it; resumed elsewhere after"
            + " %.1f s (p50), %.1f s (slowest); %d turns kept and all there, %d cut off at the kill"
            + " before they were%n",
        seed,
        victim,
        killAfterMs / 1e3,
        onVictim,
        CALLS,
        resumed.get(resumed.size() / 2).toMillis() / 1e3,
        resumed.getLast().toMillis() / 1e3,
        told.stream().mapToInt(Told::kept).sum(),
        told.stream().mapToInt(Told::uncertain).sum());
  }
}
