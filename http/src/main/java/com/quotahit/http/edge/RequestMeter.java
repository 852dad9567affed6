package com.quotahit.http.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times answers by endpoint and status; both come from fixed sets. */
public final class RequestMeter {

  private record Key(String operation, int status) {}

  private final MeterRegistry registry;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  public RequestMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  void answered(String operation, int status, long nanos) {
    timers
        .computeIfAbsent(
            new Key(operation, status),
            key ->
                Timer.builder("http.requests")
                    .tag("operation", key.operation())
                    .tag("status", Integer.toString(key.status()))
                    .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                    .register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
