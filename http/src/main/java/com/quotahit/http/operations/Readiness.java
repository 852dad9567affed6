package com.quotahit.http.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether this node should be given requests. Once it has begun to leave, it never is again. */
public final class Readiness {

  /** One thing that must work; a failed stage is a no. */
  public record Check(String name, Supplier<CompletionStage<Boolean>> ask) {}

  /** The answer, with each check's own. */
  public record State(boolean ready, Map<String, Boolean> checks) {}

  private final List<Check> checks;
  private final Duration checkMax;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean leaving = new AtomicBoolean();

  public Readiness(List<Check> checks, Duration checkMax) {
    this.checks = List.copyOf(checks);
    this.checkMax = checkMax;
  }

  /** Everything has been started. */
  public void started() {
    started.set(true);
  }

  public void leaving() {
    leaving.set(true);
  }

  public CompletionStage<State> now() {
    Map<String, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
    asked.put("started", CompletableFuture.completedFuture(started.get()));
    asked.put("staying", CompletableFuture.completedFuture(!leaving.get()));
    for (Check check : checks) {
      asked.put(check.name(), ask(check));
    }
    List<CompletableFuture<Boolean>> all = new ArrayList<>(asked.values());
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(_ -> {
          Map<String, Boolean> answers = new LinkedHashMap<>();
          asked.forEach((name, answer) -> answers.put(name, answer.join()));
          return new State(!answers.containsValue(false), answers);
        });
  }

  private CompletableFuture<Boolean> ask(Check check) {
    try {
      return check
          .ask()
          .get()
          .toCompletableFuture()
          .copy()
          .orTimeout(checkMax.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(_ -> false);
    } catch (RuntimeException failure) {
      return CompletableFuture.completedFuture(false);
    }
  }
}
