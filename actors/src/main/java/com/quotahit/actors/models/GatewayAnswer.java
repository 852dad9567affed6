package com.quotahit.actors.models;

import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.ChatClientPort;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelFailure.Kind;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.models.TokenUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer on its own virtual thread: asks the candidates in order until one begins, hands its
 * words to the one subscriber as that asks for them, and settles the bill however it ends. Another
 * model is asked only while no word was shown; a slow reader slows the provider's socket, so
 * nothing piles up here. An interrupt closes the socket, which is the quickest way to end a
 * request.
 */
final class GatewayAnswer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayAnswer.class);
  private static final Duration SETTLE_MAX = Duration.ofSeconds(5);
  private static final long FIRST_WAIT_MS = 500;

  private final Gateway.Parts parts;
  private final AnswerLane lane;
  private final Breakers breakers;
  private final ModelCall call;
  private final List<Candidate> candidates;
  private final Gateway.Reserved reserved;
  private final Flow.Subscriber<? super ModelPiece> subscriber;
  private final AnswerWatch watch;
  private final Instant startedAt;
  private final long started = System.nanoTime();
  private long firstWordNanos;
  private long lettersOut;
  private String instead;

  GatewayAnswer(
      Gateway.Parts parts,
      AnswerLane lane,
      Breakers breakers,
      ModelCall call,
      List<Candidate> candidates,
      Gateway.Reserved reserved,
      Flow.Subscriber<? super ModelPiece> subscriber) {
    this.parts = parts;
    this.lane = lane;
    this.breakers = breakers;
    this.call = call;
    this.candidates = candidates;
    this.reserved = reserved;
    this.instead = reserved.instead();
    this.subscriber = subscriber;
    this.startedAt = parts.clock().instant();
    this.watch = new AnswerWatch(lane, parts.settings().whole(), parts.settings().idle());
    watch.whenAskedWrongly(
        () -> subscriber.onError(new IllegalArgumentException("the demand is not positive")));
  }

  /** What the reader holds. */
  Flow.Subscription subscription() {
    return watch;
  }

  void start() {
    lane.start(this);
  }

  @Override
  public void run() {
    ScheduledFuture<?> whole = watch.wholeDeadline();
    boolean entered = false;
    try {
      watch.begin();
      lane.enter();
      entered = true;
      inOrder();
    } catch (InterruptedException | RuntimeException failure) {
      watch.finish();
      settle(candidates.getFirst(), Optional.empty(), Optional.of(MicroUsd.ZERO));
      failed(watch.known(failure));
    } finally {
      watch.finish();
      whole.cancel(false);
      watch.calm();
      if (entered) {
        lane.leave();
      }
    }
  }

  /** Ends with an answer, with one that broke off, or with the failure of the last candidate. */
  private void inOrder() throws InterruptedException {
    ModelFailure last = new ModelFailure(Kind.TRANSIENT, "no model was asked");
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      boolean more = i + 1 < candidates.size();
      try {
        done(candidate, withRetries(candidate, more ? 0 : parts.settings().retriesMax()));
        return;
      } catch (RuntimeException failure) {
        last = watch.known(failure);
        learn(candidate, last);
        if (firstWordNanos != 0 || watch.isCancelled()) {
          broken(candidate, last);
          return;
        }
        if (!more || !mayAskAnother(last) || watch.wholeIsOver()) {
          throw last;
        }
        watch.begin();
        instead = candidate.model().id() + " " + why(last);
      }
    }
    throw last;
  }

  private ChatClientPort.End withRetries(Candidate candidate, int retries)
      throws InterruptedException {
    for (int retry = 0; ; retry++) {
      try {
        return attempt(candidate);
      } catch (ModelFailure failure) {
        ModelFailure known = watch.known(failure);
        boolean wait =
            retry < retries
                && known.kind() == Kind.TRANSIENT
                && firstWordNanos == 0
                && !watch.isCancelled()
                && !watch.hasExpired()
                && known
                        .retryAfter()
                        .orElse(Duration.ZERO)
                        .compareTo(parts.settings().retryWaitMax())
                    <= 0;
        if (!wait) {
          throw known;
        }
        TimeUnit.MILLISECONDS.sleep(waitBefore(retry, known).toMillis());
      }
    }
  }

  private ChatClientPort.End attempt(Candidate candidate) {
    breakers.before(candidate.line());
    watch.expectWithin(parts.settings().firstToken(), "no answer began in time");
    try {
      ChatClientPort client = parts.clients().get(candidate.model().provider());
      if (client == null) {
        throw new ModelFailure(Kind.PERMANENT, "this provider has no chat");
      }
      ChatClientPort.End end =
          client.stream(candidate.access().get(), request(candidate), this::word);
      breakers.succeeded(candidate.line());
      return end;
    } catch (RuntimeException failure) {
      tell(candidate, watch.known(failure));
      throw failure;
    } finally {
      watch.calm();
    }
  }

  /** A provider that says no has answered: it is not left alone for that. */
  private void tell(Candidate candidate, ModelFailure failure) {
    if (watch.isCancelled()) {
      return;
    }
    switch (failure.kind()) {
      case TRANSIENT -> breakers.failed(candidate.line());
      case QUOTA, REFUSED, PERMANENT, KEY_REJECTED -> breakers.succeeded(candidate.line());
    }
  }

  private ChatRequest request(Candidate candidate) {
    return new ChatRequest(
        candidate.model().name(),
        call.messages(),
        call.jsonSchema(),
        call.maxTokens(),
        parts.settings().whole(),
        call.seed());
  }

  /** Waits for demand with the idle clock stopped: then it is not the provider that we wait for. */
  private void word(String text) {
    if (firstWordNanos == 0) {
      firstWordNanos = System.nanoTime();
    }
    lettersOut += text.length();
    watch.calm();
    if (watch.awaitDemand()) {
      subscriber.onNext(new ModelPiece.Text(text));
      watch.expectWithin(parts.settings().idle(), "the answer stopped half-way");
    }
  }

  private void done(Candidate candidate, ChatClientPort.End end) {
    if (watch.isCancelled() || watch.hasExpired()) {
      throw watch.known(new ModelFailure(Kind.TRANSIENT, "the answer was stopped"));
    }
    watch.finish();
    ModelUse use =
        settle(candidate, Optional.of(end), candidate.cost(tokens(end.usage()), end.cost()));
    if (watch.awaitLastDemand()) {
      subscriber.onNext(
          new ModelPiece.Done(
              use, candidate.model().display(), instead, candidate.simulated(), end.sources()));
      subscriber.onComplete();
    }
  }

  /** Words were shown, or the reader left: what was written must be paid all the same. */
  private void broken(Candidate candidate, ModelFailure failure) {
    watch.finish();
    settle(candidate, Optional.empty(), candidate.cost(tokens(Optional.empty()), Optional.empty()));
    failed(failure);
  }

  private ModelUse settle(
      Candidate candidate, Optional<ChatClientPort.End> end, Optional<MicroUsd> cost) {
    long now = System.nanoTime();
    ModelUse use =
        new ModelUse(
            call.id(),
            call.workspace(),
            call.user(),
            call.purpose(),
            candidate.source(),
            candidate.ownKey(),
            candidate.model().provider(),
            candidate.model().id(),
            tokens(end.flatMap(ChatClientPort.End::usage)),
            cost,
            end.isPresent()
                ? ModelUse.Outcome.ANSWERED
                : watch.isCancelled() ? ModelUse.Outcome.STOPPED : ModelUse.Outcome.BROKEN,
            Optional.of(instead).filter(text -> !text.isEmpty()),
            startedAt,
            firstWordNanos == 0 ? 0 : (firstWordNanos - started) / 1_000_000,
            (now - started) / 1_000_000);
    try {
      parts
          .blocking()
          .run("database", () -> written(candidate, use))
          .toCompletableFuture()
          .orTimeout(SETTLE_MAX.toMillis(), TimeUnit.MILLISECONDS)
          .join()
          .forEach(budget -> parts.news().nearlySpent(call.workspace(), budget));
    } catch (CompletionException lost) {
      LOG.atError()
          .addKeyValue("use", use.id())
          .addKeyValue("cause", String.valueOf(lost.getCause()))
          .log("what a model was used for could not be noted");
    }
    return use;
  }

  /** An answer that never began and cost nothing is not worth a row. */
  private List<Budget> written(Candidate candidate, ModelUse use) {
    Map<Boolean, List<BudgetsPort.Count>> counts =
        reserved.counts().stream().collect(Collectors.partitioningBy(candidate::countsAgainst));
    List<Budget> passed = settled(counts.get(true), use, use.cost());
    // Another key's budget held room for an answer that this one gave.
    settled(counts.get(false), use, Optional.empty());
    if (use.outcome() == ModelUse.Outcome.ANSWERED || lettersOut > 0) {
      parts.usage().note(use);
    }
    return passed;
  }

  private List<Budget> settled(
      List<BudgetsPort.Count> counts, ModelUse use, Optional<MicroUsd> cost) {
    return counts.isEmpty()
        ? List.of()
        : parts.budgets().settle(call.workspace(), reserved.month(), counts, call.id(), cost);
  }

  private TokenUse tokens(Optional<TokenUse> measured) {
    return measured.orElseGet(() ->
        lettersOut == 0
            ? TokenUse.estimated(0, 0)
            : TokenUse.estimated(call.lettersIn(), lettersOut));
  }

  private void learn(Candidate candidate, ModelFailure failure) {
    if (failure.kind() == Kind.KEY_REJECTED || failure.kind() == Kind.QUOTA) {
      candidate.key().ifPresent(parts.keys()::doubted);
    }
  }

  /** What the provider declined or could not do just now, another may do. */
  private static boolean mayAskAnother(ModelFailure failure) {
    return switch (failure.kind()) {
      case TRANSIENT, QUOTA, REFUSED -> true;
      case PERMANENT, KEY_REJECTED -> false;
    };
  }

  private static String why(ModelFailure failure) {
    return switch (failure.kind()) {
      case TRANSIENT -> "did not answer";
      case QUOTA -> "has no quota left";
      case REFUSED -> "declined";
      case PERMANENT, KEY_REJECTED -> "failed";
    };
  }

  /** Full jitter over 0.5 s, 1 s, 2 s; what the provider asks for is a floor. */
  private Duration waitBefore(int retry, ModelFailure failure) {
    long most = Math.min(FIRST_WAIT_MS << retry, parts.settings().retryWaitMax().toMillis());
    Duration jittered = Duration.ofMillis(parts.random().nextLong(most + 1));
    return failure.retryAfter().map(asked -> asked.plus(jittered.dividedBy(4))).orElse(jittered);
  }

  private void failed(ModelFailure failure) {
    if (!watch.isCancelled()) {
      subscriber.onError(failure);
    }
  }
}
