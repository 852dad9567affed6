package com.quotahit.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.persistence.database.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes, one PostgreSQL; one is killed and the other takes over all entities. */
@Tag("weather")
@Tag("long")
class EitherOfTwoNodesMayDieTest {

  private final TestDatabase db = TestDatabase.fresh();
  private final Queue<Child> children = new ConcurrentLinkedQueue<>();

  /** A child process, its answers in the order in which it printed them. */
  private static final class Child {
    private final Process process;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean up = new AtomicBoolean();

    Child(String url) throws IOException {
      process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-Xmx256m",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  EngineChild.class.getName(),
                  url)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader out = process.inputReader()) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          if (line.equals("up")) {
            up.set(true);
          } else if (line.startsWith("ok ")) {
            answers.add(line.substring(3));
          }
        }
      } catch (IOException ended) {
        up.set(false);
      }
    }

    Set<String> entities() {
      Set<String> found = new HashSet<>();
      answers.forEach(answer -> found.add(answer.split(" ")[0]));
      return found;
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (Child child : children) {
      child.process.toHandle().destroyForcibly();
      child.process.waitFor();
    }
    db.close();
  }

  private Child started() throws IOException {
    Child child = new Child(db.database().url());
    children.add(child);
    Awaitility.await().atMost(Duration.ofSeconds(120)).untilTrue(child.up);
    return child;
  }

  private static void awaitAll(Child child, Duration longest) {
    child.answers.clear();
    Awaitility.await().atMost(longest).until(() -> child.entities().size() == EngineChild.ENTITIES);
  }

  private void survives(boolean oldestDies) throws Exception {
    Child first = started();
    Child second = started();
    for (Child child : children) {
      child.process.getOutputStream().write('\n');
      child.process.getOutputStream().flush();
    }
    awaitAll(first, Duration.ofSeconds(60));
    awaitAll(second, Duration.ofSeconds(60));
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Child dies = oldestDies ? first : second;
    Child lives = oldestDies ? second : first;
    acknowledged.addAll(dies.answers);
    dies.process.toHandle().destroyForcibly();
    long begin = System.nanoTime();
    awaitAll(lives, Duration.ofSeconds(90));
    System.out.printf(
        "all entities answer %.1f s after the %s node died%n",
        (System.nanoTime() - begin) / 1e9, oldestDies ? "oldest" : "younger");
    assertThat(lives.process.isAlive()).isTrue();
    acknowledged.addAll(lives.answers);
    acknowledged.forEach(answer -> assertThat(journaled(answer.split(" ")[1])).isEqualTo(1));
  }

  private long journaled(String commandId) {
    return db.database()
        .jdbi()
        .withHandle(h ->
            h.createQuery(
                    "SELECT count(*) FROM event_journal"
                        + " WHERE convert_from(event_payload, 'UTF8') LIKE :id")
                .bind("id", "%\"commandId\":\"" + commandId + "\"%")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void the_younger_may_die() throws Exception {
    survives(false);
  }

  @Test
  void the_oldest_may_die() throws Exception {
    survives(true);
  }
}
