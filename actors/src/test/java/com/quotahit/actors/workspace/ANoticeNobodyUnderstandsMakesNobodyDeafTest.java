package com.quotahit.actors.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.LocalNode;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class ANoticeNobodyUnderstandsMakesNobodyDeafTest {

  private static final ActorTestKit NODE = LocalNode.withMemoryJournal();

  @AfterAll
  static void stop() {
    NODE.shutdownTestKit();
  }

  @Test
  void the_other_listeners_hear_it_and_all_hear_the_next() {
    ClusterNotices notices = new ClusterNotices(NODE.system());
    Queue<String> strict = new ConcurrentLinkedQueue<>();
    Queue<String> easy = new ConcurrentLinkedQueue<>();
    notices.listen(
        "ended",
        text -> {
          if (text.equals("nonsense")) {
            throw new IllegalArgumentException("not a session");
          }
          strict.add(text);
        });
    notices.listen("ended", easy::add);
    // Subscribing takes a moment; what is published before it is for nobody.
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          notices.publish("ended", "first");
          return !easy.isEmpty();
        });
    notices.publish("ended", "nonsense");
    notices.publish("ended", "session");
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> strict.contains("session"));
    assertThat(easy).contains("nonsense", "session");
  }
}
