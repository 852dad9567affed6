package com.quotahit.actors.models;

import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.shared.IdSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The gateway as one caller's language model: words only, and failures in one shape. */
final class GatewayModel implements LanguageModelPort {

  private final Gateway gateway;
  private final Caller caller;
  private final List<String> otherwise;
  private final IdSource ids;
  private final boolean simulated;

  GatewayModel(
      Gateway gateway, Caller caller, List<String> otherwise, IdSource ids, boolean simulated) {
    this.gateway = gateway;
    this.caller = caller;
    this.otherwise = otherwise;
    this.ids = ids;
    this.simulated = simulated;
  }

  @Override
  public boolean simulated() {
    return simulated;
  }

  @Override
  public Flow.Publisher<String> stream(ChatRequest request) {
    AtomicBoolean taken = new AtomicBoolean();
    return subscriber -> {
      if (!taken.compareAndSet(false, true)) {
        throw new IllegalStateException("an answer has one reader");
      }
      Waiting reins = new Waiting();
      subscriber.onSubscribe(reins);
      ask(request, new Words(subscriber, reins));
    };
  }

  @Override
  public CompletionStage<ChatAnswer> complete(ChatRequest request) {
    Whole whole = new Whole();
    ask(request, whole);
    return whole.answer;
  }

  private void ask(ChatRequest request, Flow.Subscriber<ModelPiece> reader) {
    gateway
        .ask(call(request))
        .whenComplete((outcome, failure) -> {
          switch (outcome) {
            case null -> refused(reader, failed(failure));
            case Gateway.Outcome.Refused(Refusal why) -> refused(reader, failure(why));
            case Gateway.Outcome.Answering(var pieces) -> pieces.subscribe(reader);
          }
        });
  }

  private static void refused(Flow.Subscriber<ModelPiece> reader, ModelFailure why) {
    reader.onError(why);
  }

  private ModelCall call(ChatRequest request) {
    return new ModelCall(
        ids.next("use"),
        caller.workspace(),
        caller.user(),
        caller.purpose(),
        request.model().equals("default") ? Optional.empty() : Optional.of(request.model()),
        otherwise,
        request.messages(),
        request.jsonSchema(),
        request.maxTokens(),
        request.seed(),
        caller.admission());
  }

  private static ModelFailure failed(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return cause instanceof ModelFailure known
        ? known
        : new ModelFailure(ModelFailure.Kind.TRANSIENT, "the gateway could not be asked");
  }

  private static ModelFailure failure(Refusal why) {
    return switch (why) {
      case Refusal.BudgetExceeded _ ->
          new ModelFailure(ModelFailure.Kind.QUOTA, "the budget is spent");
      case Refusal.NoKey _ -> new ModelFailure(ModelFailure.Kind.KEY_REJECTED, "there is no key");
      case Refusal.NoSuchModel _, Refusal.ModelGone _ ->
          new ModelFailure(ModelFailure.Kind.PERMANENT, "the model is gone");
    };
  }

  /** The reader's wishes, kept until the gateway has let the call in. */
  private static final class Waiting implements Flow.Subscription {

    private Flow.@Nullable Subscription real;
    private long wanted;
    private boolean cancelled;

    synchronized void becomes(Flow.Subscription subscription) {
      real = subscription;
      if (cancelled) {
        subscription.cancel();
      } else if (wanted != 0) {
        subscription.request(wanted);
      }
    }

    @Override
    public synchronized void request(long n) {
      if (real != null) {
        real.request(n);
      } else {
        wanted = n <= 0 || wanted < 0 ? -1 : wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
      }
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      if (real != null) {
        real.cancel();
      }
    }

    synchronized boolean isCancelled() {
      return cancelled;
    }
  }

  private record Words(Flow.Subscriber<? super String> reader, Waiting reins)
      implements Flow.Subscriber<ModelPiece> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      reins.becomes(subscription);
    }

    @Override
    public void onNext(ModelPiece piece) {
      switch (piece) {
        case ModelPiece.Text(String text) -> reader.onNext(text);
        case ModelPiece.Done _ -> {}
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (!reins.isCancelled()) {
        reader.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      reader.onComplete();
    }
  }

  private static final class Whole implements Flow.Subscriber<ModelPiece> {

    private final CompletableFuture<ChatAnswer> answer = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final AtomicReference<ModelPiece.@Nullable Done> end = new AtomicReference<>();

    /** Who stops waiting ends the provider's request. */
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      answer.whenComplete((_, failure) -> {
        if (failure != null) {
          subscription.cancel();
        }
      });
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ModelPiece piece) {
      switch (piece) {
        case ModelPiece.Text(String more) -> text.append(more);
        case ModelPiece.Done done -> end.set(done);
      }
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      ModelPiece.Done done = end.get();
      if (done == null) {
        answer.completeExceptionally(
            new ModelFailure(ModelFailure.Kind.TRANSIENT, "the answer has no end"));
        return;
      }
      answer.complete(
          new ChatAnswer(
              text.toString(),
              done.use().provider().code(),
              done.use().model(),
              new ChatAnswer.Usage(done.use().tokens().in(), done.use().tokens().out()),
              done.simulated()));
    }
  }
}
