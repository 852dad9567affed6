package com.quotahit.actors.voice;

import com.quotahit.core.voice.ClientWord;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The bounded hand-over from a socket to its pipeline: one wake-up for each batch, not for each
 * frame. Sound drops its oldest beyond ten seconds and counts it; words are few, checked at the
 * socket, and refused beyond their bound, which cuts the connection.
 */
public final class CallInbox {

  private static final int BYTES_PER_MS = 48;
  private static final int SOUND_BYTES_MAX = 10_000 * BYTES_PER_MS;
  private static final int WORDS_MAX = 256;

  private final ArrayDeque<Inbound> waiting = new ArrayDeque<>();
  private int soundBytes;
  private int words;
  private long dropped;
  private boolean called;
  private @Nullable Runnable waker;

  public synchronized void sound(long sequence, int captureMs, byte[] pcm) {
    waiting.add(new Inbound.Sound(sequence, captureMs, pcm));
    soundBytes += pcm.length;
    if (soundBytes > SOUND_BYTES_MAX) {
      dropOldestSound();
    }
  }

  /** False when the client talks faster than it is listened to; it must be cut. */
  public synchronized boolean word(ClientWord word) {
    return offer(new Inbound.Word(word));
  }

  /** The socket is gone; told at once. */
  public void gone() {
    tell(new Inbound.Gone());
  }

  /** Calls the pipeline for what was handed over since the last call. */
  public void wake() {
    Runnable now;
    synchronized (this) {
      if (called || waker == null || waiting.isEmpty()) {
        return;
      }
      called = true;
      now = waker;
    }
    now.run();
  }

  void tell(Inbound message) {
    synchronized (this) {
      waiting.add(message);
    }
    wake();
  }

  /** The pipeline runs and wants to be called. */
  void wakes(Runnable pipeline) {
    synchronized (this) {
      waker = pipeline;
    }
    wake();
  }

  /** The next message; null ends the batch, and the next hand-over calls again. */
  synchronized @Nullable Inbound take() {
    Inbound next = waiting.poll();
    switch (next) {
      case null -> called = false;
      case Inbound.Sound sound -> soundBytes -= sound.pcm().length;
      case Inbound.Word _ -> words--;
      case Inbound.Gone _,
          Inbound.Hint _,
          Inbound.Kept _,
          Inbound.End _,
          Inbound.TakenOver _,
          Inbound.Move _ -> {}
    }
    return next;
  }

  /** Frames lost since the last time this was asked. */
  synchronized long takeDropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }

  private boolean offer(Inbound.Word word) {
    if (words >= WORDS_MAX) {
      return false;
    }
    words++;
    waiting.add(word);
    return true;
  }

  private void dropOldestSound() {
    var each = waiting.iterator();
    while (soundBytes > SOUND_BYTES_MAX && each.hasNext()) {
      if (each.next() instanceof Inbound.Sound old) {
        soundBytes -= old.pcm().length;
        dropped++;
        each.remove();
      }
    }
  }
}
