package com.quotahit.actors.providers.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.quotahit.core.models.ModelFailure;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One streamed answer and its only subscriber. The reading thread waits for demand, so a slow
 * reader slows the provider's socket and nothing piles up here.
 */
final class StreamedAnswer extends ProviderRequest implements Flow.Subscription {

  private final OpenAIClient client;
  private final Supplier<ChatCompletionCreateParams> parameters;
  private final Flow.Subscriber<? super String> subscriber;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long demand;
  private boolean ended;

  StreamedAnswer(
      OpenAIClient client,
      Supplier<ChatCompletionCreateParams> parameters,
      Flow.Subscriber<? super String> subscriber,
      RequestLane lane,
      OpenAiSettings.Rest settings,
      Duration total,
      RandomGenerator random) {
    super(lane, settings, settings.firstTokenTimeout(), total, random);
    this.client = client;
    this.parameters = parameters;
    this.subscriber = subscriber;
  }

  @Override
  void attempt() throws Exception {
    boolean any = false;
    boolean refused = false;
    boolean finished = false;
    try (StreamResponse<ChatCompletionChunk> answer =
        client.chat().completions().createStreaming(parameters.get())) {
      Iterator<ChatCompletionChunk> chunks = answer.stream().iterator();
      while (!cancelled() && chunks.hasNext()) {
        for (ChatCompletionChunk.Choice choice : chunks.next().choices()) {
          refused |= choice.delta().refusal().filter(text -> !text.isEmpty()).isPresent();
          refused |=
              choice
                  .finishReason()
                  .filter(ChatCompletionChunk.Choice.FinishReason.CONTENT_FILTER::equals)
                  .isPresent();
          finished |= choice.finishReason().isPresent();
          String text = choice.delta().content().orElse("");
          if (!text.isEmpty()) {
            any = true;
            deliver(text);
          }
        }
      }
    }
    if (refused) {
      throw new ModelFailure(ModelFailure.Kind.REFUSED, "provider declined to answer");
    }
    if (!any && !cancelled()) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "provider's answer was empty");
    }
    if (!finished && !cancelled()) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "provider's answer was cut off");
    }
    finish();
  }

  private void deliver(String text) throws InterruptedException {
    progress();
    calm();
    awaitDemand();
    if (!cancelled()) {
      outside(() -> subscriber.onNext(text));
      progress();
    }
  }

  private void awaitDemand() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (demand == 0 && !ended) {
        changed.await();
      }
      demand--;
    } finally {
      lock.unlock();
    }
  }

  private void finish() {
    if (once()) {
      outside(subscriber::onComplete);
    }
  }

  @Override
  void failed(ModelFailure failure) {
    if (once()) {
      outside(() -> subscriber.onError(failure));
    }
  }

  private boolean once() {
    lock.lock();
    try {
      boolean first = !ended && !cancelled();
      ended = true;
      return first;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void request(long n) {
    lock.lock();
    try {
      demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (n <= 0) {
      super.cancel();
      subscriber.onError(new IllegalArgumentException("demand of " + n + " is not positive"));
    }
  }
}
