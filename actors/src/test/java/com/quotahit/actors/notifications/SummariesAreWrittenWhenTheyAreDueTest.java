package com.quotahit.actors.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.core.notifications.DigestPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class SummariesAreWrittenWhenTheyAreDueTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ManualTime.config()
              .withFallback(ConfigFactory.parseString("pekko.actor.provider = local"))
              .withFallback(ConfigFactory.load()));
  private static final ManualTime TIME = ManualTime.get(KIT.system());
  private static final DigestPort.Due ANN =
      new DigestPort.Due(
          new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav"),
          new UserId("usr_01arz3ndektsv4rrffq69g5fav"));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void at_their_minute_and_also_after_the_database_was_away() {
    Instant begun = Instant.parse("2026-11-23T15:58:00Z");
    AtomicInteger looks = new AtomicInteger();
    ConcurrentLinkedQueue<Instant> written = new ConcurrentLinkedQueue<>();
    DigestPort digests =
        new DigestPort() {
          @Override
          public List<Due> due(Instant now, int most) {
            if (looks.incrementAndGet() == 2) {
              throw new IllegalStateException("away");
            }
            boolean five = !now.isBefore(Instant.parse("2026-11-23T16:00:00Z"));
            return five && written.isEmpty() ? List.of(ANN) : List.of();
          }

          @Override
          public boolean write(Due due, Instant now) {
            return written.add(now);
          }
        };
    Blocking blocking =
        new Blocking(Map.of("database", new BlockingLimit(2, 10, Duration.ofSeconds(5))));
    KIT.spawn(
        DigestProcess.behavior(
            digests,
            blocking,
            () -> begun.plus(Duration.ofMinutes(looks.get())),
            Duration.ofMinutes(1)));
    for (int minute = 1; minute <= 4; minute++) {
      int before = looks.get();
      // The look itself runs on a thread of its own, so time goes on until it has been taken.
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> {
            TIME.timePasses(Duration.ofSeconds(60));
            return looks.get() > before;
          });
    }
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !written.isEmpty());
    assertThat(written).hasSize(1);
    assertThat(written.peek()).isAfterOrEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
  }

  @Test
  void one_that_cannot_be_written_keeps_nobody_elses_back() {
    DigestPort.Due bob =
        new DigestPort.Due(ANN.workspace(), new UserId("usr_01arz3ndektsv4rrffq69g5fax"));
    ConcurrentLinkedQueue<DigestPort.Due> written = new ConcurrentLinkedQueue<>();
    DigestPort digests =
        new DigestPort() {
          @Override
          public List<Due> due(Instant now, int most) {
            return written.isEmpty() ? List.of(ANN, bob) : List.of(ANN);
          }

          @Override
          public boolean write(Due due, Instant now) {
            if (due.equals(ANN)) {
              throw new IllegalArgumentException("a zone that there is no more");
            }
            return written.add(due);
          }
        };
    KIT.spawn(
        DigestProcess.behavior(
            digests,
            new Blocking(Map.of("database", new BlockingLimit(2, 10, Duration.ofSeconds(5)))),
            () -> Instant.parse("2026-11-23T16:00:00Z"),
            Duration.ofMinutes(1)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          TIME.timePasses(Duration.ofSeconds(60));
          return written.contains(bob);
        });
    assertThat(written).containsExactly(bob);
  }
}
