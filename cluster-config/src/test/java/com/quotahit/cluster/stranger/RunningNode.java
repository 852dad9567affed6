package com.quotahit.cluster.stranger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One server process on free loopback ports, started as an operator starts it: by environment
 * alone.
 */
public final class RunningNode implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Process process;
  private final Ports ports;
  private final Path log;

  /** The ports of one node. */
  public record Ports(int http, int media, int management, int cluster) {

    public static Ports free() {
      List<ServerSocket> held = new ArrayList<>();
      try {
        for (int i = 0; i < 4; i++) {
          held.add(new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress()));
        }
        return new Ports(
            held.get(0).getLocalPort(),
            held.get(1).getLocalPort(),
            held.get(2).getLocalPort(),
            held.get(3).getLocalPort());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        held.forEach(RunningNode::release);
      }
    }
  }

  private RunningNode(Process process, Ports ports, Path log) {
    this.process = process;
    this.ports = ports;
    this.log = log;
  }

  /** Starts a node that keeps its files in {@code data}; {@code more} adds to its environment. */
  public static RunningNode start(Path data, Ports ports, Map<String, String> more) {
    try {
      Files.createDirectories(data);
      Path log = data.resolve("node-" + ports.http() + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx1200m",
              "--sun-misc-unsafe-memory-access=allow",
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              "--enable-native-access=ALL-UNNAMED",
              "-XX:+ExitOnOutOfMemoryError",
              "-cp",
              System.getProperty("java.class.path"),
              "com.quotahit.cluster.Main");
      Map<String, String> environment = new HashMap<>(more);
      environment.put("QUOTAHIT_HTTP_PORT", Integer.toString(ports.http()));
      environment.put("QUOTAHIT_MEDIA_PORT", Integer.toString(ports.media()));
      environment.put("QUOTAHIT_MANAGEMENT_PORT", Integer.toString(ports.management()));
      environment.put("QUOTAHIT_CLUSTER_PORT", Integer.toString(ports.cluster()));
      environment.put("QUOTAHIT_DATA_DIR", data.toAbsolutePath().toString());
      builder.environment().putAll(environment);
      builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new RunningNode(builder.start(), ports, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the node says it is ready to serve. */
  public RunningNode awaitReady(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready()) {
      if (!process.isAlive()) {
        throw new AssertionError("the node ended with " + process.exitValue() + ":\n" + logTail());
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not ready within " + limit + ":\n" + logTail());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return this;
  }

  public boolean ready() {
    try {
      return CLIENT
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + ports.management() + "/health/ready"))
                      .timeout(Duration.ofSeconds(2))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether an installation's description says that calls can be taken. */
  static boolean voiceIsReady(com.fasterxml.jackson.databind.JsonNode installation) {
    return installation.path("voice").path("available").asBoolean();
  }

  public String base() {
    return "http://127.0.0.1:" + ports.http();
  }

  public String management() {
    return "http://127.0.0.1:" + ports.management();
  }

  public Ports ports() {
    return ports;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends the process at once, as kill -9 does; its children are left as they are. */
  public void kill9() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** Asks the process to leave, as SIGTERM does. */
  public void terminate() {
    process.destroy();
  }

  public int awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + limit + ":\n" + logTail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
