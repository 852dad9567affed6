package com.quotahit.actors.providers.embedded.kokoro;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.quotahit.actors.providers.embedded.InferenceLane;
import com.quotahit.actors.providers.embedded.InferenceLane.Rank;
import com.quotahit.core.voice.Pcm16;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Speaks clauses with Kokoro, one after the other in the order of need, and knows how far behind it
 * is.
 *
 * <p>One clause at a time with all its threads is better than several at once with fewer: the first
 * is ready sooner and the last not later.
 */
public final class KokoroVoice {

  private static final int PER_SECOND = KokoroModel.RATE;
  private static final float AUDIBLE = 0.004f;
  private static final int BEFORE = PER_SECOND * 40 / 1000;
  private static final int AFTER = PER_SECOND * 80 / 1000;

  /** Rough length of speech in text, enough to plan with. */
  private static final int MS_PER_CHARACTER = 62;

  private static final int MS_OF_ANY_CLAUSE = 250;

  private static final double USUAL_PACE_MAX = 0.8;

  private final KokoroModel model;
  private final Pronunciation pronunciation;
  private final InferenceLane lane;
  private final AtomicInteger queuedSpeechMs = new AtomicInteger();
  private final AtomicReference<Double> pace = new AtomicReference<>(0.6);
  private final AtomicReference<Double> bestPace = new AtomicReference<>(Double.MAX_VALUE);

  public KokoroVoice(KokoroModel model, Pronunciation pronunciation, InferenceLane lane) {
    this.model = model;
    this.pronunciation = pronunciation;
    this.lane = lane;
  }

  public boolean has(String voice) {
    return model.voices().contains(voice);
  }

  /** Seconds of work for a second of speech, lately. */
  public double pace() {
    return pace.get();
  }

  /** The best of all clauses so far: what this machine can do when it has nothing else to do. */
  public double bestPace() {
    return bestPace.get();
  }

  /** How long a live clause asked for now would wait before its work begins. */
  public int waitMs() {
    return (int) (queuedSpeechMs.get() * pace.get());
  }

  /**
   * How long the work for a clause should take. A slow moment does not raise it: whoever waits for
   * the clause must give up on it the sooner, not the later.
   */
  public int workMs(String text) {
    return (int) (speechMs(text) * Math.min(pace.get(), USUAL_PACE_MAX));
  }

  /** Little-endian PCM16 at 24 kHz, without the silence around it. Cancelling ends the work. */
  public CompletableFuture<byte[]> speak(
      String text, String voice, double speed, Rank rank, int slackMs) {
    int length = speechMs(text);
    boolean counts = rank == Rank.LIVE;
    if (counts) {
      queuedSpeechMs.addAndGet(length);
    }
    var running = new AtomicReference<OrtSession.RunOptions>();
    CompletableFuture<byte[]> sound =
        lane.run(rank, slackMs, () -> synthesize(text, voice, speed, running));
    return sound.whenComplete((_, _) -> {
      if (counts) {
        queuedSpeechMs.addAndGet(-length);
      }
      if (sound.isCancelled()) {
        end(running);
      }
    });
  }

  private byte[] synthesize(
      String text, String voice, double speed, AtomicReference<OrtSession.RunOptions> running)
      throws OrtException {
    try (var options = new OrtSession.RunOptions()) {
      running.set(options);
      long began = System.nanoTime();
      float[] spoken = model.speak(pronunciation.phonemes(text), voice, speed, options);
      double took = (System.nanoTime() - began) / 1e9;
      float[] sound = trimmed(spoken);
      double length = sound.length / (double) PER_SECOND;
      if (length > 0.3) {
        pace.updateAndGet(before -> 0.7 * before + 0.3 * took / length);
        bestPace.accumulateAndGet(took / length, Math::min);
      }
      return Pcm16.toBytes(sound);
    } finally {
      synchronized (running) {
        running.set(null);
      }
    }
  }

  /** The runtime notices between two operations; the options must not be closed meanwhile. */
  private static void end(AtomicReference<OrtSession.RunOptions> running) {
    synchronized (running) {
      OrtSession.RunOptions options = running.get();
      if (options != null) {
        try {
          options.setTerminate(true);
        } catch (OrtException | IllegalStateException alreadyOver) {
          // The work ended by itself in this moment, which is all we wanted.
        }
      }
    }
  }

  static float[] trimmed(float[] spoken) {
    int from = 0;
    while (from < spoken.length && Math.abs(spoken[from]) < AUDIBLE) {
      from++;
    }
    int to = spoken.length;
    while (to > from && Math.abs(spoken[to - 1]) < AUDIBLE) {
      to--;
    }
    return java.util.Arrays.copyOfRange(
        spoken, Math.max(0, from - BEFORE), Math.min(spoken.length, to + AFTER));
  }

  private static int speechMs(String text) {
    return MS_OF_ANY_CLAUSE + text.length() * MS_PER_CHARACTER;
  }
}
