package com.quotahit.http.operations;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.outbox.StuckEffectsPort;
import com.quotahit.core.shared.DeadLettersPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator may do about facts that were parked and effects that came to nothing. */
public final class Repair {

  record Answer(int status, Object body) {}

  private static final Logger LOG = LoggerFactory.getLogger(Repair.class);
  private static final int MOST = 500;
  private static final int WITHIN_S_USUAL = 600;
  private static final int WITHIN_S_MAX = 86_400;

  private final DeadLettersPort letters;
  private final StuckEffectsPort effects;
  private final Blocking blocking;

  public Repair(DeadLettersPort letters, StuckEffectsPort effects, Blocking blocking) {
    this.letters = letters;
    this.effects = effects;
    this.blocking = blocking;
  }

  CompletionStage<Map<String, List<DeadLettersPort.Parked>>> deadLetters() {
    return blocking.run("database", () -> Map.of("items", letters.list(MOST)));
  }

  /** One entity of one reader, named as the list names them. */
  CompletionStage<Answer> replay(HttpRequest request) {
    Optional<String> reader = query(request, "reader");
    Optional<String> entity = query(request, "entity").filter(id -> id.matches("[^|]+\\|[^|]+"));
    if (reader.isEmpty() || entity.isEmpty()) {
      return wrong("reader and entity are needed, as GET /dead-letters names them");
    }
    return blocking
        .run("database", () -> letters.replay(reader.get(), entity.get()))
        .thenApply(replayed -> {
          LOG.atInfo()
              .addKeyValue("reader", reader.get())
              .addKeyValue("entity", entity.get())
              .addKeyValue("done", replayed.done())
              .addKeyValue("left", replayed.left())
              .log("An operator had parked facts taken in");
          return new Answer(replayed.left() == 0 ? 200 : 409, replayed);
        });
  }

  CompletionStage<Map<String, List<StuckEffectsPort.Stuck>>> stuck() {
    return blocking.run("database", () -> Map.of("items", effects.stuck(MOST)));
  }

  CompletionStage<Answer> planAgain(HttpRequest request) {
    Optional<Long> id = number(request, "id");
    long within = number(request, "withinS").orElse((long) WITHIN_S_USUAL);
    if (id.isEmpty() || within < 1 || within > WITHIN_S_MAX) {
      return wrong("id is needed; withinS may be 1 to " + WITHIN_S_MAX);
    }
    return blocking
        .run("database", () -> effects.planAgain(id.get(), Duration.ofSeconds(within)))
        .thenApply(planned -> {
          LOG.atInfo()
              .addKeyValue("effect", id.get())
              .addKeyValue("planned", planned)
              .log("An operator asked for an effect again");
          return new Answer(planned ? 200 : 409, Map.of("planned", planned));
        });
  }

  private static CompletionStage<Answer> wrong(String detail) {
    return CompletableFuture.completedStage(new Answer(400, Map.of("detail", detail)));
  }

  private static Optional<Long> number(HttpRequest request, String name) {
    return query(request, name).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
  }

  private static Optional<String> query(HttpRequest request, String name) {
    return request.getUri().query().get(name).filter(text -> !text.isBlank());
  }
}
