package com.quotahit.actors.providers.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a whole publisher and remembers how it ended. */
final class Collected implements Flow.Subscriber<String> {

  final List<String> pieces = new ArrayList<>();
  final CompletableFuture<String> whole = new CompletableFuture<>();
  final CountDownLatch first = new CountDownLatch(1);
  Flow.@Nullable Subscription subscription;

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(String piece) {
    pieces.add(piece);
    first.countDown();
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public synchronized void onComplete() {
    whole.complete(String.join("", pieces));
  }
}
