package com.quotahit.actors.providers.embedded;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Waits for all the sound of a publisher. */
public final class Sounds {

  private Sounds() {}

  public static byte[] all(Flow.Publisher<byte[]> publisher) {
    var whole = new CompletableFuture<byte[]>();
    var sound = new ByteArrayOutputStream();
    publisher.subscribe(
        new Flow.Subscriber<>() {
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
        });
    return whole.orTimeout(60, TimeUnit.SECONDS).join();
  }
}
