package com.quotahit.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class DueWorkEndsInOrderTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Duration LONG = Duration.ofHours(1);

  private final LinkedBlockingQueue<CompletableFuture<List<String>>> looks =
      new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<CompletableFuture<String>> begun = new LinkedBlockingQueue<>();
  private final AtomicInteger rooms = new AtomicInteger();

  @AfterAll
  static void close() {
    KIT.shutdownTestKit();
  }

  private ActorRef<DueWork.Message> start(Duration every, int most) {
    return KIT.spawn(
        DueWork.of(new DueWork.Sort<>("thing", every, most, LONG, this::claim, _ -> work())));
  }

  private CompletionStage<List<String>> claim(int room) {
    rooms.set(room);
    CompletableFuture<List<String>> asked = new CompletableFuture<>();
    looks.add(asked);
    return asked;
  }

  private CompletionStage<String> work() {
    CompletableFuture<String> one = new CompletableFuture<>();
    begun.add(one);
    return one;
  }

  private static <T> T next(LinkedBlockingQueue<T> queue) throws InterruptedException {
    T one = queue.poll(5, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    return one;
  }

  @Test
  void whoever_leaves_looks_no_more_and_goes_when_the_last_piece_is_done() throws Exception {
    ActorRef<DueWork.Message> work = start(Duration.ofMillis(20), 4);
    TestProbe<Done> left = KIT.createTestProbe();
    CompletableFuture<List<String>> look = next(looks);
    work.tell(new DueWork.Message.Leave(left.ref()));
    look.complete(List.of("claimed on the way out"));
    CompletableFuture<String> piece = next(begun);
    left.expectNoMessage(Duration.ofMillis(200));
    assertThat(looks).as("nobody looks after that").isEmpty();
    piece.complete("done");
    left.expectMessage(Done.getInstance());
    left.expectTerminated(work);
  }

  @Test
  void one_with_nothing_to_do_leaves_at_once() throws Exception {
    ActorRef<DueWork.Message> work = start(LONG, 4);
    TestProbe<Done> left = KIT.createTestProbe();
    work.tell(new DueWork.Message.Leave(left.ref()));
    left.expectMessage(Done.getInstance());
  }

  @Test
  void no_more_is_taken_than_there_are_places_and_a_place_that_is_free_again_is_used()
      throws Exception {
    ActorRef<DueWork.Message> work = start(LONG, 2);
    work.tell(new DueWork.Message.Look());
    next(looks).complete(List.of("a", "b"));
    CompletableFuture<String> first = next(begun);
    next(begun);
    work.tell(new DueWork.Message.Look());
    assertThat(looks.poll(200, TimeUnit.MILLISECONDS)).as("there is no place").isNull();
    first.completeExceptionally(new IllegalStateException("this one failed"));
    next(looks).completeExceptionally(new IllegalStateException("not read"));
    assertThat(rooms).hasValue(1);
  }
}
