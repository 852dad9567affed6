package com.quotahit.bench.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server under test in a process of its own, on a core of its own where that can be had. */
public final class ServerProcess implements AutoCloseable {

  public enum Kind {
    PRODUCT,
    RELAY
  }

  /** Asked before this process gives a core away: afterwards it sees only its own. */
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream questions;
  private final int port;
  private final long idleHeap;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.port = Integer.parseInt(answer());
    this.idleHeap = heapBytes();
  }

  /**
   * @param loops threads that move sound; the core is given to the server when this is 1
   */
  public static ServerProcess start(Kind kind, int modelPort, int loops) throws IOException {
    List<String> command = new ArrayList<>();
    if (loops == 1 && Files.isExecutable(Path.of("/usr/bin/taskset")) && CORES > 1) {
      command.addAll(List.of("/usr/bin/taskset", "-c", "0"));
      pinOurselves();
    }
    if ("1".equals(System.getenv("QUOTAHIT_BENCH_REALTIME"))) {
      command.addAll(List.of("/usr/bin/chrt", "-r", "1"));
      run("/usr/bin/chrt", "-a", "-r", "-p", "1", Long.toString(ProcessHandle.current().pid()));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ourFlags());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Dlogback.configurationFile=logback-bench.xml",
            "-cp",
            System.getProperty("java.class.path"),
            BenchServer.class.getName(),
            kind.name(),
            Integer.toString(modelPort),
            Integer.toString(loops)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new ServerProcess(process);
  }

  /** The server runs as the product does: {@code ./quotahit} starts both with the same flags. */
  private static List<String> ourFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Xmx"))
        .toList();
  }

  private static void pinOurselves() throws IOException {
    run("/usr/bin/taskset", "-a", "-p", "-c", "1", Long.toString(ProcessHandle.current().pid()));
  }

  private static void run(String... command) throws IOException {
    new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  public int port() {
    return port;
  }

  /** All of the process: loops, compilers, collector. */
  public long cpuNanos() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** Used after a collection. */
  public long heapBytes() throws IOException {
    questions.println("heap");
    return Long.parseLong(answer());
  }

  /** Log-ins arrive from now on, as fast as they are let in. */
  public void floodBegins() throws IOException {
    questions.println(LoginFlood.BEGIN);
    answer();
  }

  /** How many passwords were checked since it began. */
  public long floodEnds() throws IOException {
    questions.println(LoginFlood.END);
    return Long.parseLong(answer());
  }

  public long idleHeapBytes() {
    return idleHeap;
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    while (line != null && !line.matches("\\d+")) {
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException("the server under test ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
