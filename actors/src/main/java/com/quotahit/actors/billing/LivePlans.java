package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.billing.PlansPort;
import com.quotahit.core.workspace.NoticePort;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** What is for sale, in memory. A change by an admin is heard by every node at once. */
public final class LivePlans {

  private static final String CHANGED = "plans-changed";
  private static final Duration TRUSTED = Duration.ofSeconds(30);

  private record Known(PlanBook book, Instant readAt) {}

  private final PlansPort port;
  private final Blocking blocking;
  private final NoticePort notices;
  private final InstantSource clock;
  private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public LivePlans(PlansPort port, Blocking blocking, NoticePort notices, InstantSource clock) {
    this.port = port;
    this.blocking = blocking;
    this.notices = notices;
    this.clock = clock;
    notices.listen(CHANGED, _ -> forget());
  }

  public CompletionStage<PlanBook> book() {
    Optional<Known> fresh =
        known.get().filter(k -> clock.instant().isBefore(k.readAt().plus(TRUSTED)));
    return fresh.isPresent()
        ? CompletableFuture.completedFuture(fresh.get().book())
        : blocking.run("database", this::read);
  }

  private PlanBook read() {
    Optional<Known> before = known.get();
    Known fresh = new Known(port.read(), clock.instant());
    // Forgotten while it was read: what was read may be old already, and is not kept.
    known.compareAndSet(before, Optional.of(fresh));
    return fresh.book();
  }

  /** Changes what is for sale, and says so everywhere. */
  public <T> CompletionStage<T> change(Callable<T> work) {
    return blocking
        .run("database", work)
        .thenApply(done -> {
          forget();
          notices.publish(CHANGED, "");
          return done;
        });
  }

  /** Calls whenever something may be sold otherwise than before. */
  void whenChanged(Runnable listener) {
    listeners.add(listener);
  }

  private void forget() {
    known.set(Optional.empty());
    listeners.forEach(Runnable::run);
  }
}
