package com.quotahit.http.edge;

import com.quotahit.actors.engine.Blocking;
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
  private static final String LIMIT = "database";
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);
  private static final Duration GIVEN_UP = Duration.ofMillis(-1);

  /** The names under which the work's ids and commands are made. */
  record Seed(byte[] bytes, Instant at) {}

  /** One request in hand: what it is, until when it is awaited, what does it. */
  private record Asked(
      Key key, String hash, Instant until, Function<Seed, CompletionStage<Stored>> work) {}

  private record Running(String hash, CompletableFuture<Stored> answer) {}

  private final IdempotencyPort port;
  private final Blocking blocking;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration lease;
  private final Map<Key, Running> running = new ConcurrentHashMap<>();

  Idempotency(
      IdempotencyPort port,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random,
      Duration lease) {
    this.port = port;
    this.blocking = blocking;
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
          ? awaited(other, until)
          : CompletableFuture.failedFuture(new ProblemException(otherRequest()));
    }
    CompletableFuture.completedFuture(new Asked(key, hash, until, work))
        .thenCompose(this::claim)
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

  /**
   * The names of a request whose answer is never kept: the work runs each time, under the same
   * names as the first time. The claim is given up as it is made, so that repeats need not wait.
   */
  CompletionStage<Seed> sameSeed(Key key, String hash, Instant until) {
    byte[] seed = fresh().bytes();
    return blocking
        .run(LIMIT, () -> port.claim(key, hash, seed, GIVEN_UP))
        .thenCompose(claim ->
            switch (claim) {
              case Claim.Yours(byte[] first, Instant at, long _) ->
                  CompletableFuture.completedFuture(new Seed(first, at));
              case Claim.Busy _ when !clock.instant().plus(ASK_AGAIN).isAfter(until) ->
                  CompletableFuture.completedFuture(key)
                      .thenApplyAsync(Function.identity(), inAMoment())
                      .thenCompose(same -> sameSeed(same, hash, until));
              case Claim.Busy _ ->
                  CompletableFuture.failedFuture(new ProblemException(inProgress()));
              case Claim.OtherRequest _, Claim.Answered _ ->
                  CompletableFuture.failedFuture(new ProblemException(otherRequest()));
            });
  }

  private static Executor inAMoment() {
    return CompletableFuture.delayedExecutor(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletionStage<Stored> awaited(Running other, Instant until) {
    long left = Math.max(1, Duration.between(clock.instant(), until).toMillis());
    return other.answer.copy().orTimeout(left, TimeUnit.MILLISECONDS);
  }

  private CompletionStage<Stored> claim(Asked asked) {
    byte[] seed = fresh().bytes();
    return blocking
        .run(LIMIT, () -> port.claim(asked.key, asked.hash, seed, lease))
        .thenCompose(claim ->
            switch (claim) {
              case Claim.Answered(Stored answer) -> CompletableFuture.completedFuture(answer);
              case Claim.OtherRequest _ ->
                  CompletableFuture.failedFuture(new ProblemException(otherRequest()));
              case Claim.Busy _ -> later(asked);
              case Claim.Yours(byte[] first, Instant at, long fence) ->
                  run(asked, fence, new Seed(first, at));
            });
  }

  private CompletionStage<Stored> later(Asked asked) {
    if (clock.instant().plus(ASK_AGAIN).isAfter(asked.until)) {
      return CompletableFuture.failedFuture(new ProblemException(inProgress()));
    }
    return CompletableFuture.completedFuture(asked)
        .thenApplyAsync(Function.identity(), inAMoment())
        .thenCompose(this::claim);
  }

  /**
   * An answer that cannot be kept is given all the same: what was done is done, and a repeat runs
   * under the same names, which the entities recognise.
   */
  private CompletionStage<Stored> run(Asked asked, long fence, Seed seed) {
    return CompletableFuture.completedFuture(seed)
        .thenCompose(asked.work)
        .handle((stored, failure) ->
            kept(asked.key, fence, stored, failure)
                .thenCompose(_ ->
                    failure == null
                        ? CompletableFuture.completedFuture(stored)
                        : CompletableFuture.<Stored>failedFuture(failure)))
        .thenCompose(Function.identity());
  }

  private CompletionStage<Key> kept(Key key, long fence, Stored stored, Throwable failure) {
    boolean lasting = failure == null && stored.status() < 500 && stored.status() != 429;
    return blocking
        .run(
            LIMIT,
            () -> {
              if (lasting) {
                port.answered(key, fence, stored);
              } else {
                port.release(key, fence);
              }
              return key;
            })
        .exceptionally(problem -> {
          LOG.atWarn()
              .addKeyValue("cause", Failures.unwrap(problem).getClass().getName())
              .log("answer to a named request not kept");
          return key;
        });
  }

  private static Problem inProgress() {
    return Problem.of(
            409,
            "request.in-progress",
            "Still being done",
            "The same request is being worked on. Ask again in a moment.")
        .retryAfter(Duration.ofSeconds(1));
  }

  private static Problem otherRequest() {
    return Problem.of(
        422,
        "request.key-reused",
        "Idempotency-Key used for another request",
        "Choose a new Idempotency-Key for a new request.");
  }
}
