package com.quotahit.http.edge;

import com.quotahit.core.workspace.IdempotencyPort;
import com.quotahit.core.workspace.IdempotencyPort.Claim;
import com.quotahit.core.workspace.IdempotencyPort.Key;
import com.quotahit.core.workspace.IdempotencyPort.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of a request that names itself once, however often and wherever it arrives.
 * Requests that meet on this node share the first one's answer; one that meets it on another node
 * asks again until the answer is there or its own time is up.
 */
final class Idempotency {

  private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);

  /** The names under which the work's ids and commands are made. */
  record Seed(byte[] bytes, Instant at) {}

  private record Running(String hash, CompletableFuture<Stored> answer) {}

  private final IdempotencyPort port;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration lease;
  private final Map<Key, Running> running = new ConcurrentHashMap<>();

  Idempotency(IdempotencyPort port, InstantSource clock, RandomGenerator random, Duration lease) {
    this.port = port;
    this.clock = clock;
    this.random = random;
    this.lease = lease;
  }

  Seed fresh() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new Seed(bytes, clock.instant());
  }

  CompletionStage<Stored> once(
      Key key, String hash, Instant until, Function<Seed, CompletionStage<Stored>> work) {
    Running mine = new Running(hash, new CompletableFuture<>());
    Running other = running.putIfAbsent(key, mine);
    if (other != null) {
      return other.hash.equals(hash)
          ? other.answer.copy()
          : CompletableFuture.failedFuture(new ProblemException(otherRequest()));
    }
    claim(key, hash, until, work)
        .whenComplete((stored, failure) -> {
          running.remove(key, mine);
          if (failure == null) {
            mine.answer.complete(stored);
          } else {
            mine.answer.completeExceptionally(failure);
          }
        });
    return mine.answer.copy();
  }

  private CompletionStage<Stored> claim(
      Key key, String hash, Instant until, Function<Seed, CompletionStage<Stored>> work) {
    return port.claim(key, hash, fresh().bytes(), lease)
        .thenCompose(claim ->
            switch (claim) {
              case Claim.Answered(Stored answer) -> CompletableFuture.completedFuture(answer);
              case Claim.OtherRequest _ ->
                  CompletableFuture.failedFuture(new ProblemException(otherRequest()));
              case Claim.Busy _ -> later(key, hash, until, work);
              case Claim.Yours(byte[] seed, Instant at, long fence) ->
                  run(key, fence, new Seed(seed, at), work);
            });
  }

  private CompletionStage<Stored> later(
      Key key, String hash, Instant until, Function<Seed, CompletionStage<Stored>> work) {
    if (clock.instant().plus(ASK_AGAIN).isAfter(until)) {
      return CompletableFuture.failedFuture(
          new ProblemException(
              Problem.of(
                      409,
                      "request.in-progress",
                      "Still being done",
                      "The same request is being worked on. Ask again in a moment.")
                  .retryAfter(Duration.ofSeconds(1))));
    }
    Executor wait = CompletableFuture.delayedExecutor(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.completedFuture(key)
        .thenApplyAsync(Function.identity(), wait)
        .thenCompose(same -> claim(same, hash, until, work));
  }

  /**
   * An answer that cannot be kept is given all the same: what was done is done, and a repeat runs
   * under the same names, which the entities recognise.
   */
  private CompletionStage<Stored> run(
      Key key, long fence, Seed seed, Function<Seed, CompletionStage<Stored>> work) {
    return work.apply(seed)
        .handle((stored, failure) -> {
          boolean lasting = failure == null && stored.status() < 500 && stored.status() != 429;
          CompletionStage<Void> kept =
              lasting ? port.answered(key, fence, stored) : port.release(key, fence);
          return kept.exceptionally(
                  problem -> {
                    LOG.atWarn()
                        .addKeyValue("cause", Failures.unwrap(problem).getClass().getName())
                        .log("answer to a named request not kept");
                    return null;
                  })
              .thenCompose(_ ->
                  failure == null
                      ? CompletableFuture.completedFuture(stored)
                      : CompletableFuture.<Stored>failedFuture(failure));
        })
        .thenCompose(Function.identity());
  }

  private static Problem otherRequest() {
    return Problem.of(
        422,
        "request.key-reused",
        "Idempotency-Key used for another request",
        "Choose a new Idempotency-Key for a new request.");
  }
}
