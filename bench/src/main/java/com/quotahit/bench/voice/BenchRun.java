package com.quotahit.bench.voice;

import org.HdrHistogram.Histogram;

/** What one step measured; latencies in microseconds. */
public record BenchRun(
    int sessions,
    Histogram up,
    Histogram down,
    long lost,
    double cpuMsPerSessionSecond,
    double core,
    long heapBytesPerSession) {

  private static final long LATE_MICROS = 20_000;

  public boolean held() {
    return lost == 0
        && up.getTotalCount() > 0
        && down.getTotalCount() > 0
        && up.getValueAtPercentile(99) <= LATE_MICROS
        && down.getValueAtPercentile(99) <= LATE_MICROS;
  }

  public String line(String bridge) {
    return "%-8s %5d %22s %22s %6d %10.2f %8.0f%% %10d  %s"
        .formatted(
            bridge,
            sessions,
            of(up),
            of(down),
            lost,
            cpuMsPerSessionSecond,
            core * 100,
            heapBytesPerSession / 1024,
            held() ? "held" : "not held");
  }

  private static String of(Histogram times) {
    return "%.2f/%.2f/%.1f"
        .formatted(
            times.getValueAtPercentile(50) / 1e3,
            times.getValueAtPercentile(99) / 1e3,
            times.getMaxValue() / 1e3);
  }
}
