package com.quotahit.bench;

import com.quotahit.bench.voice.BenchClients;
import com.quotahit.bench.voice.BenchModel;
import com.quotahit.bench.voice.ServerProcess;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Whether a flood of log-ins is heard in calls: a small load of voice sessions, first alone, then
 * beside as many log-ins as the product lets in, then alone again, in one process under test.
 *
 * <p>{@code LoginBench [sessions [seconds]]}, by default 20 10. The server has all cores, as it has
 * in a small installation, so sound and hashing meet on the same ones.
 */
public final class LoginBench {

  private static final double LATE_MS = 20;

  /** Until all calls are open and even. */
  private static final int SETTLING = 2;

  private LoginBench() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("logback.configurationFile", "logback-bench.xml");
    int sessions = argument(arguments, 0, 20);
    int seconds = argument(arguments, 1, 10);
    System.out.printf(
        "%d voice sessions, %d s a run; one way latency in ms as p50/p99/max%n", sessions, seconds);
    try (BenchModel model = new BenchModel();
        ServerProcess server = ServerProcess.start(ServerProcess.Kind.PRODUCT, model.port(), 2)) {
      run(server, model, sessions, 6);
      run(server, model, sessions, 6);
      Run before = run(server, model, sessions, seconds);
      before.print("alone");
      server.floodBegins();
      long began = System.nanoTime();
      Run beside = run(server, model, sessions, seconds);
      long checked = server.floodEnds();
      double elapsed = (System.nanoTime() - began) / 1e9;
      beside.print("beside log-ins");
      Run after = run(server, model, sessions, seconds);
      after.print("alone again");
      double alone = Math.max(before.p99(), after.p99());
      System.out.printf(
          Locale.ROOT,
          "%.1f log-ins checked a second; p99 beside them %.2f ms, alone %.2f ms, ratio %.2f; %s%n",
          checked / elapsed,
          beside.p99(),
          alone,
          beside.p99() / alone,
          beside.lost() == 0 && beside.p99() <= LATE_MS
              ? "calls are not disturbed"
              : "calls are disturbed");
    }
    System.exit(0);
  }

  private record Run(Histogram up, Histogram down, long lost) {

    double p99() {
      return Math.max(up.getValueAtPercentile(99), down.getValueAtPercentile(99)) / 1e3;
    }

    void print(String what) {
      System.out.printf("%-16s up %s  down %s  lost %d%n", what, of(up), of(down), lost);
    }

    private static String of(Histogram times) {
      return String.format(
          Locale.ROOT,
          "%.2f/%.2f/%.1f",
          times.getValueAtPercentile(50) / 1e3,
          times.getValueAtPercentile(99) / 1e3,
          times.getMaxValue() / 1e3);
    }
  }

  private static Run run(ServerProcess server, BenchModel model, int sessions, int seconds)
      throws Exception {
    try (BenchClients clients = new BenchClients(server.port(), sessions)) {
      clients.open();
      clients.settle(SETTLING);
      model.reset();
      clients.reset();
      clients.settle(seconds);
      Run run = new Run(model.up(), clients.down(), clients.lost());
      clients.hangUp();
      return run;
    }
  }

  private static int argument(String[] arguments, int index, int fallback) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : fallback;
  }
}
