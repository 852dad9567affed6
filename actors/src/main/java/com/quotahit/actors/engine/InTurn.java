package com.quotahit.actors.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things done one after the other. One that fails keeps none behind it waiting: it would be the
 * first again the next time, and those behind it would wait for ever.
 */
public final class InTurn {

  private static final Logger LOG = LoggerFactory.getLogger(InTurn.class);

  private InTurn() {}

  /**
   * Gives how many were done.
   *
   * @param what for the log, such as {@code invitation}
   */
  public static <T> CompletionStage<Integer> each(
      String what, List<T> all, Function<? super T, ? extends CompletionStage<?>> work) {
    CompletionStage<Integer> done = CompletableFuture.completedFuture(0);
    for (T one : all) {
      done = done.thenCompose(count -> one(what, one, work).thenApply(more -> count + more));
    }
    return done;
  }

  private static <T> CompletionStage<Integer> one(
      String what, T one, Function<? super T, ? extends CompletionStage<?>> work) {
    return CompletableFuture.completedFuture(one)
        .thenCompose(it -> work.apply(it).thenApply(_ -> 1))
        .exceptionally(failure -> {
          Throwable cause = failure.getCause() == null ? failure : failure.getCause();
          LOG.atWarn()
              .addKeyValue("what", what)
              .addKeyValue("failure", cause.getClass().getSimpleName())
              .log("one of several was not done, is tried again");
          return 0;
        });
  }
}
