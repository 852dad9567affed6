package com.quotahit.bench;

import com.quotahit.bench.voice.BenchClients;
import com.quotahit.bench.voice.BenchModel;
import com.quotahit.bench.voice.BenchRun;
import com.quotahit.bench.voice.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How many voice sessions one core carries: clients send and hear 20 ms frames through the real
 * media server and pipeline to a stand-in of a speech-to-speech model, all frames stamped; beside
 * it, in the same run, a bare WebSocket relay that understands nothing. The server has a process
 * and, where {@code taskset} is there, a core of its own.
 *
 * <p>{@code VoiceBench [first [step [seconds [loops [last]]]]]}, by default 50 50 8 1 1000. On a
 * machine that others use too, {@code QUOTAHIT_BENCH_REALTIME=1} puts both processes before them
 * (needs {@code chrt} and the right to use it); {@code QUOTAHIT_BENCH_ONLY=product} leaves the
 * relay out.
 */
public final class VoiceBench {

  private static final int SESSIONS_MAX = 1_000;

  private VoiceBench() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("logback.configurationFile", "logback-bench.xml");
    int first = argument(arguments, 0, 50);
    int step = argument(arguments, 1, 50);
    int seconds = argument(arguments, 2, 8);
    int loops = argument(arguments, 3, 1);
    int last = argument(arguments, 4, SESSIONS_MAX);
    boolean alone = "product".equals(System.getenv("QUOTAHIT_BENCH_ONLY"));
    System.out.println(
        "one way latency in ms as p50/p99/max; held = p99 within 20 ms both ways and nothing lost");
    System.out.printf(
        "%-8s %5s %22s %22s %6s %10s %9s %10s  %s%n",
        "bridge", "N", "up", "down", "lost", "CPU ms/s·s", "core", "heap KiB/s", "");
    int relay = alone ? 0 : held(ServerProcess.Kind.RELAY, first, step, seconds, loops, last);
    int product = held(ServerProcess.Kind.PRODUCT, first, step, seconds, loops, last);
    System.out.printf(
        "held: product %d, bare relay %d sessions; ratio %.2f (aim 0.60)%n",
        product, relay, relay == 0 ? 0 : (double) product / relay);
    System.exit(0);
  }

  private static int held(
      ServerProcess.Kind kind, int first, int step, int seconds, int loops, int last)
      throws Exception {
    int best = 0;
    int failures = 0;
    try (BenchModel model = new BenchModel();
        ServerProcess server = ServerProcess.start(kind, model.port(), loops)) {
      warm(server, model, first);
      for (int n = first; n <= last && failures < 2; n += step) {
        BenchRun run = run(server, model, n, seconds);
        System.out.println(run.line(kind.name().toLowerCase(java.util.Locale.ROOT)));
        if (run.held()) {
          best = n;
          failures = 0;
        } else {
          failures++;
        }
      }
    }
    return best;
  }

  /** The compilers of both processes have work to do first. */
  private static void warm(ServerProcess server, BenchModel model, int n) throws Exception {
    List<BenchRun> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      runs.add(run(server, model, Math.max(50, n), 6));
    }
  }

  private static BenchRun run(ServerProcess server, BenchModel model, int n, int seconds)
      throws Exception {
    try (BenchClients clients = new BenchClients(server.port(), n)) {
      clients.open();
      clients.settle(2);
      model.reset();
      clients.reset();
      long cpu = server.cpuNanos();
      long began = System.nanoTime();
      clients.settle(seconds);
      double cpuMs = (server.cpuNanos() - cpu) / 1e6;
      double elapsed = (System.nanoTime() - began) / 1e9;
      Histogram up = model.up();
      Histogram down = clients.down();
      long lost = clients.lost();
      // Asking for the heap makes the server collect it, which is no part of carrying calls.
      long heap = server.heapBytes();
      BenchRun run =
          new BenchRun(
              n,
              up,
              down,
              lost,
              cpuMs / (n * elapsed),
              cpuMs / (elapsed * 1e3),
              (heap - server.idleHeapBytes()) / n);
      clients.hangUp();
      return run;
    }
  }

  private static int argument(String[] arguments, int index, int fallback) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : fallback;
  }
}
