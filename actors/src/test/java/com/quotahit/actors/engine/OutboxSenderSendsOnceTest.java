package com.quotahit.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.outbox.SenderPort;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class OutboxSenderSendsOnceTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local"));
  private static final OutboxSettings SETTINGS =
      new OutboxSettings(Duration.ofMillis(30), 3, Duration.ofSeconds(30));
  private static final BlockingLimit LIMIT = new BlockingLimit(4, 100, Duration.ofSeconds(5));

  private final OutboxInMemory outbox = new OutboxInMemory();
  private final Queue<String> provider = new ConcurrentLinkedQueue<>();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** Answers by what the key begins with. */
  private class Dialler implements SenderPort {
    @Override
    public String kind() {
      return "call.dial";
    }

    @Override
    public SendOutcome send(OutboxItem item) {
      provider.add(item.businessKey());
      return switch (item.businessKey().charAt(0)) {
        case 'r' -> new SendOutcome.Rejected("no such number");
        case 'x' -> throw new IllegalStateException("connection reset");
        default -> new SendOutcome.Sent("CA1");
      };
    }

    @Override
    public LookupOutcome lookUp(OutboxItem item) {
      return provider.contains(item.businessKey())
          ? new LookupOutcome.Found("CA2")
          : new LookupOutcome.NotThere();
    }
  }

  private void sender(Map<String, BlockingLimit> limits) {
    KIT.spawn(OutboxSender.behavior(outbox, new Dialler(), new Blocking(limits), SETTINGS));
  }

  private void awaitState(String key, String state) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> outbox.state(key).equals(state));
  }

  @Test
  void a_sender_that_leaves_sees_what_it_has_begun_to_its_end_and_begins_nothing_more()
      throws InterruptedException {
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    SenderPort slow =
        new Dialler() {
          @Override
          public SendOutcome send(OutboxItem item) {
            sending.countDown();
            try {
              mayEnd.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return super.send(item);
          }
        };
    outbox.plan("call.dial", "begun");
    ActorRef<OutboxSender.Message> sender =
        KIT.spawn(
            OutboxSender.behavior(
                outbox,
                slow,
                new Blocking(Map.of("database", LIMIT, "outbox", LIMIT)),
                new OutboxSettings(SETTINGS.every(), 1, SETTINGS.lease())));
    sending.await();
    TestProbe<Done> told = KIT.createTestProbe();
    sender.tell(new OutboxSender.Message.Leave(told.getRef()));
    outbox.plan("call.dial", "too late");
    sender.tell(new OutboxSender.Message.Look());
    told.expectNoMessage(Duration.ofMillis(200));
    mayEnd.countDown();
    told.expectMessage(Done.getInstance());
    told.expectTerminated(sender);
    assertThat(outbox.state("begun")).isEqualTo("SENT");
    assertThat(provider).containsExactly("begun");
  }

  @Test
  void what_is_planned_is_sent_once_by_one_of_several_senders() {
    for (int i = 0; i < 40; i++) {
      outbox.plan("call.dial", "k" + i);
    }
    sender(Map.of("database", LIMIT, "outbox", LIMIT));
    sender(Map.of("database", LIMIT, "outbox", LIMIT));
    for (int i = 0; i < 40; i++) {
      awaitState("k" + i, "SENT");
    }
    assertThat(provider).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void a_refusal_is_final_and_an_exception_is_looked_up_and_not_repeated() {
    outbox.plan("call.dial", "refused").plan("call.dial", "x-broken");
    sender(Map.of("database", LIMIT, "outbox", LIMIT));
    awaitState("refused", "FAILED");
    awaitState("x-broken", "SENT");
    assertThat(List.copyOf(provider)).containsExactlyInAnyOrder("refused", "x-broken");
  }

  @Test
  void a_sender_that_lost_its_claim_does_not_begin() {
    outbox.plan("call.dial", "k");
    outbox.endLeases();
    sender(Map.of("database", LIMIT, "outbox", LIMIT));
    awaitState("k", "FAILED");
    assertThat(provider).isEmpty();
  }
}
