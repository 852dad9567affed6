package com.quotahit.cluster.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** An {@link EngineChild} as its parent sees it: what it answered, and whether it still runs. */
final class EngineProcess implements AutoCloseable {

  /** An entity has taken a command and said so. */
  record Answer(int entity, String command) {}

  private final Process process;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Set<Integer> answering = java.util.concurrent.ConcurrentHashMap.newKeySet();
  private final CompletableFuture<String> up = new CompletableFuture<>();
  private final AtomicInteger conflicts = new AtomicInteger();

  private EngineProcess(Process process) {
    this.process = process;
  }

  /**
   * @param known the port by which others reach it, which may be somebody else's; 0 for any
   * @param bound the port it listens on; 0 for any
   */
  static EngineProcess start(String url, int known, int bound) {
    try {
      EngineProcess child =
          new EngineProcess(
              new ProcessBuilder(
                      ProcessHandle.current().info().command().orElseThrow(),
                      "-Xmx256m",
                      "--sun-misc-unsafe-memory-access=allow",
                      "-cp",
                      System.getProperty(
                          "surefire.test.class.path", System.getProperty("java.class.path")),
                      EngineChild.class.getName(),
                      url,
                      Integer.toString(known),
                      bound == 0 ? "\"\"" : Integer.toString(bound))
                  .redirectErrorStream(true)
                  .start());
      Thread.ofVirtual().start(child::read);
      child.up.get(120, TimeUnit.SECONDS);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no node", e);
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("up ")) {
          up.complete(line.substring(3));
        } else if (line.startsWith("ok ")) {
          String[] words = line.split(" ");
          answers.add(new Answer(Integer.parseInt(words[1]), words[2]));
          answering.add(Integer.parseInt(words[1]));
        } else if (line.contains("duplicate key")) {
          conflicts.incrementAndGet();
        }
      }
    } catch (IOException ended) {
      up.completeExceptionally(ended);
    }
    up.completeExceptionally(new IllegalStateException("the node has ended"));
  }

  /** How the others know it: {@code system@host:port}. */
  String address() {
    return up.join();
  }

  /** Begins to write. */
  void go() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until every entity has answered this process from now on. */
  void awaitAllAnswer(Duration longest) {
    answering.clear();
    Awaitility.await().atMost(longest).until(() -> answering.size() == EngineChild.ENTITIES);
  }

  Set<Answer> answers() {
    return new HashSet<>(answers);
  }

  /** Writes that the journal refused since another had the place. */
  int conflicts() {
    return conflicts.get();
  }

  boolean alive() {
    return process.isAlive();
  }

  boolean ends(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  void kill9() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Stands still, as in a very long pause, until {@link #thaw}. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill9();
  }
}
