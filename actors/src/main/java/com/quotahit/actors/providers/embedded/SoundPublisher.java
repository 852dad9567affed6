package com.quotahit.actors.providers.embedded;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Gives the sound of one clause in pieces of 200 ms to its one subscriber; making it begins with
 * the subscription.
 */
final class SoundPublisher implements Flow.Publisher<byte[]> {

  private static final int PIECE_BYTES = 24_000 * 2 / 5;

  private final Supplier<CompletableFuture<byte[]>> making;
  private final AtomicBoolean taken = new AtomicBoolean();

  SoundPublisher(Supplier<CompletableFuture<byte[]>> making) {
    this.making = making;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
    if (taken.getAndSet(true)) {
      throw new IllegalStateException("speech has one listener");
    }
    CompletableFuture<byte[]> sound = making.get();
    var pieces = new Pieces(subscriber, sound);
    subscriber.onSubscribe(pieces);
    sound.whenComplete((pcm, failure) -> {
      if (failure != null) {
        pieces.fail(failure);
      } else {
        pieces.have(pcm);
      }
    });
  }

  private static final class Pieces implements Flow.Subscription {
    private final Flow.Subscriber<? super byte[]> subscriber;
    private final CompletableFuture<byte[]> sound;
    private byte[] pcm = new byte[0];
    private boolean known;
    private boolean over;
    private boolean giving;
    private int at;
    private long wanted;

    Pieces(Flow.Subscriber<? super byte[]> subscriber, CompletableFuture<byte[]> sound) {
      this.subscriber = subscriber;
      this.sound = sound;
    }

    @Override
    public synchronized void request(long count) {
      wanted = Math.min(Long.MAX_VALUE - count, wanted) + count;
      give();
    }

    @Override
    public synchronized void cancel() {
      over = true;
      sound.cancel(false);
    }

    synchronized void have(byte[] made) {
      pcm = made;
      known = true;
      give();
    }

    synchronized void fail(Throwable failure) {
      if (!over) {
        over = true;
        subscriber.onError(failure);
      }
    }

    /** A subscriber that asks for more inside onNext finds this loop already running. */
    private void give() {
      if (giving) {
        return;
      }
      giving = true;
      while (known && !over && wanted > 0 && at < pcm.length) {
        int to = Math.min(pcm.length, at + PIECE_BYTES);
        byte[] piece = Arrays.copyOfRange(pcm, at, to);
        at = to;
        wanted--;
        subscriber.onNext(piece);
      }
      giving = false;
      if (known && !over && at >= pcm.length) {
        over = true;
        subscriber.onComplete();
      }
    }
  }
}
