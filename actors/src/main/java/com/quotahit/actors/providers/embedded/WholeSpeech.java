package com.quotahit.actors.providers.embedded;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All the sound of one clause, for those who can wait for it. */
public final class WholeSpeech implements Flow.Subscriber<byte[]> {

  private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  public WholeSpeech(Flow.Publisher<byte[]> publisher) {
    publisher.subscribe(this);
  }

  public byte[] within(Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return whole.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(byte[] piece) {
    sound.writeBytes(piece);
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole.complete(sound.toByteArray());
  }
}
