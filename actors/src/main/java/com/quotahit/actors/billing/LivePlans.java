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

  /** One that is empty was forgotten; each time it is another one, so that it is noticed. */
  private static final class Known {
    final Optional<PlanBook> book;
    final Instant readAt;

    Known(Optional<PlanBook> book, Instant readAt) {
      this.book = book;
      this.readAt = readAt;
    }
  }

  private final PlansPort port;
  private final Blocking blocking;
  private final NoticePort notices;
  private final InstantSource clock;
  private final AtomicReference<Known> known;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public LivePlans(PlansPort port, Blocking blocking, NoticePort notices, InstantSource clock) {
    this.port = port;
    this.blocking = blocking;
    this.notices = notices;
    this.clock = clock;
    this.known = new AtomicReference<>(new Known(Optional.empty(), clock.instant()));
    notices.listen(CHANGED, _ -> forget());
  }

  public CompletionStage<PlanBook> book() {
    Known last = known.get();
    return last.book.isPresent() && clock.instant().isBefore(last.readAt.plus(TRUSTED))
        ? CompletableFuture.completedFuture(last.book.get())
        : blocking.run("database", this::read);
  }

  private PlanBook read() {
    Known before = known.get();
    PlanBook book = port.read();
    // Forgotten while it was read: what was read may be old already, and is not kept.
    known.compareAndSet(before, new Known(Optional.of(book), clock.instant()));
    return book;
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
    known.set(new Known(Optional.empty(), clock.instant()));
    listeners.forEach(Runnable::run);
  }
}
