package com.quotahit.bench;

import com.quotahit.actors.voice.cascade.CascadeEngine;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;

/** One caller who speaks, listens to the whole reply and speaks again, in real time. */
final class TurnBenchCall {

  private static final int FRAME_BYTES = 960;
  private static final long FRAME_NANOS = 20_000_000;
  private static final byte[] SILENCE = new byte[FRAME_BYTES];
  private static final int REPLY_WAIT_MS = 8_000;
  private static final int BETWEEN_TURNS_MS = 700;

  /**
   * @param firstWordsMs from the begin of speech to the first words shown; -1 when there were none
   * @param endedMs from the end of speech to the end of the turn
   * @param firstSoundMs from the end of speech to the first sound of the reply
   * @param stalledMs silence inside the reply because sound was not there
   */
  record Measured(
      String said,
      String heard,
      String reply,
      long firstWordsMs,
      long endedMs,
      long firstSoundMs,
      long stalledMs,
      EngineSignal.TurnTiming timing) {}

  private final List<TurnBenchCaller.Line> lines;
  private final int firstLine;
  private final SourceQueueWithComplete<EngineOrder> orders;
  private final LinkedBlockingQueue<Seen> signals = new LinkedBlockingQueue<>();
  private final List<Measured> measured = new ArrayList<>();
  private long nextFrame = System.nanoTime();
  private int cutOff;
  private int lost;

  private record Seen(long nanos, EngineSignal signal) {}

  TurnBenchCall(
      ActorSystem system,
      CascadeEngine engine,
      List<TurnBenchCaller.Line> lines,
      String voice,
      int firstLine) {
    this.lines = lines;
    this.firstLine = firstLine;
    var brief = new EngineBrief("bench", "You are a buyer.", voice, 1.0, "en", List.of(), true);
    this.orders =
        Source.<EngineOrder>queue(512, OverflowStrategy.fail())
            .via(engine.converse(brief))
            .toMat(Sink.foreach(this::seen), Keep.left())
            .run(system);
  }

  List<Measured> measured() {
    return measured;
  }

  int cutOff() {
    return cutOff;
  }

  int lost() {
    return lost;
  }

  void hold(int turns) {
    nextFrame = System.nanoTime();
    for (int i = 0; i < turns; i++) {
      for (int quiet = 0; quiet < BETWEEN_TURNS_MS; quiet += 20) {
        frame(SILENCE);
      }
      turn(lines.get((firstLine + i) % lines.size()));
    }
    orders.offer(new EngineOrder.Close());
  }

  private void turn(TurnBenchCaller.Line line) {
    signals.clear();
    long began = nextFrame;
    for (int at = 0; at < line.pcm().length; at += FRAME_BYTES) {
      frame(
          Arrays.copyOf(
              Arrays.copyOfRange(line.pcm(), at, Math.min(line.pcm().length, at + FRAME_BYTES)),
              FRAME_BYTES));
    }
    long ended = began + line.pcm().length * FRAME_NANOS / FRAME_BYTES;
    var reply = new Reply(began, ended);
    while (!reply.over()
        && System.nanoTime() - ended < REPLY_WAIT_MS * 1_000_000L + reply.playedNanos) {
      frame(SILENCE);
      for (Seen seen = signals.poll(); seen != null; seen = signals.poll()) {
        reply.take(seen);
      }
    }
    if (reply.firstSound == 0) {
      lost++;
    } else {
      measured.add(reply.measured(line.text()));
    }
  }

  private void frame(byte[] pcm) {
    nextFrame += FRAME_NANOS;
    while (System.nanoTime() < nextFrame) {
      LockSupport.parkNanos(nextFrame - System.nanoTime());
    }
    orders.offer(new EngineOrder.Hear(pcm));
  }

  /** Answers at once, as a pipeline would. */
  private void seen(EngineSignal signal) {
    if (signal instanceof EngineSignal.TurnEnded) {
      orders.offer(new EngineOrder.Respond(""));
    }
    signals.add(new Seen(System.nanoTime(), signal));
  }

  private final class Reply {
    private final long began;
    private final long ended;
    private long firstWords;
    private long turnEnded;
    private long firstSound;
    private long playEnd;
    private long stalled;
    private long playedNanos;
    private boolean made;
    private String heard = "";
    private String text = "";
    private EngineSignal.TurnTiming timing = new EngineSignal.TurnTiming("", -1, -1, -1, -1);

    Reply(long began, long ended) {
      this.began = began;
      this.ended = ended;
    }

    boolean over() {
      return made && System.nanoTime() > playEnd;
    }

    void take(Seen seen) {
      switch (seen.signal()) {
        case EngineSignal.HeardPartial _ -> firstWords = firstWords == 0 ? seen.nanos : firstWords;
        case EngineSignal.HeardFinal words -> heard = heard + " " + words.text();
        case EngineSignal.TurnEnded _ -> {
          if (seen.nanos < ended) {
            cutOff++;
          }
          turnEnded = seen.nanos;
        }
        case EngineSignal.ReplyAudio audio -> {
          long length = audio.pcm().length * FRAME_NANOS / FRAME_BYTES;
          if (firstSound == 0) {
            firstSound = seen.nanos;
            playEnd = seen.nanos;
          }
          stalled += Math.max(0, seen.nanos - playEnd);
          playEnd = Math.max(playEnd, seen.nanos) + length;
          playedNanos += length;
        }
        case EngineSignal.ReplyDone done -> {
          made = true;
          text = done.text();
        }
        case EngineSignal.TurnTiming split -> timing = split;
        case EngineSignal.Trouble trouble -> System.out.println(trouble);
        case EngineSignal.Listening _,
            EngineSignal.SpeechStarted _,
            EngineSignal.SpeechStopped _,
            EngineSignal.ReplyStarted _,
            EngineSignal.ReplyText _ -> {}
      }
    }

    Measured measured(String said) {
      return new Measured(
          said,
          heard.strip(),
          text,
          firstWords == 0 ? -1 : (firstWords - began) / 1_000_000,
          (turnEnded - ended) / 1_000_000,
          (firstSound - ended) / 1_000_000,
          stalled / 1_000_000,
          timing);
    }
  }
}
