package com.quotahit.actors.voice;

import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * An engine without a model: hears loudness, takes a pause of 200 ms for the end of a turn, and
 * answers with a tone of a set length. Everything it was told is kept for the test to read.
 */
public final class ScriptedEngine implements ConversationEngine {

  /** One for all replies, so that many calls do not cost many tones. */
  private static final byte[] TENTH = tone(100);

  private final int replyMs;
  private final List<EngineOrder> told = Collections.synchronizedList(new ArrayList<>());
  private final List<EngineBrief> briefs = Collections.synchronizedList(new ArrayList<>());

  public ScriptedEngine(int replyMs) {
    this.replyMs = replyMs;
  }

  /** Orders but sound, in the order they came. */
  public List<EngineOrder> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  public List<EngineBrief> briefs() {
    synchronized (briefs) {
      return List.copyOf(briefs);
    }
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
    briefs.add(brief);
    return Flow.fromGraph(new Stage());
  }

  /** A 440 Hz tone. */
  public static byte[] tone(int ms) {
    byte[] pcm = new byte[ms * 48];
    for (int i = 0; i < pcm.length / 2; i++) {
      int value = (int) (8_000 * Math.sin(2 * Math.PI * 440 * i / 24_000));
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
    return pcm;
  }

  private final class Stage extends GraphStage<FlowShape<EngineOrder, EngineSignal>> {
    private final Inlet<EngineOrder> in = Inlet.create("scripted.in");
    private final Outlet<EngineSignal> out = Outlet.create("scripted.out");

    @Override
    public FlowShape<EngineOrder, EngineSignal> shape() {
      return FlowShape.of(in, out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
      return new Logic(shape());
    }

    private final class Logic extends GraphStageLogic {
      private final ArrayDeque<EngineSignal> waiting = new ArrayDeque<>();
      private long heardMs;
      private long loudFrom = -1;
      private long loudUntil;
      private int turns;
      private int replies;

      Logic(FlowShape<EngineOrder, EngineSignal> shape) {
        super(shape);
        setHandler(
            in,
            new AbstractInHandler() {
              @Override
              public void onPush() {
                take(grab(in));
                if (!isClosed(in)) {
                  pull(in);
                }
              }
            });
        setHandler(
            out,
            new AbstractOutHandler() {
              @Override
              public void onPull() {
                next();
              }
            });
      }

      @Override
      public void preStart() {
        pull(in);
        say(new EngineSignal.Listening());
      }

      private void take(EngineOrder order) {
        if (!(order instanceof EngineOrder.Hear)) {
          told.add(order);
        }
        switch (order) {
          case EngineOrder.Hear(byte[] pcm) -> hear(pcm);
          case EngineOrder.Respond(String guidance) -> reply("You heard " + guidance + " from me.");
          case EngineOrder.TakeText(String _, String text) -> reply("You wrote: " + text + ".");
          case EngineOrder.HandOver _, EngineOrder.Cancel _, EngineOrder.Truncate _ -> {}
          case EngineOrder.Close _ -> completeStage();
        }
      }

      private void hear(byte[] pcm) {
        boolean loud = false;
        for (int i = 0; i + 1 < pcm.length; i += 2) {
          loud |= Math.abs((short) ((pcm[i] & 0xff) | pcm[i + 1] << 8)) > 1_000;
        }
        heardMs += pcm.length / 48;
        if (loud) {
          if (loudFrom < 0) {
            loudFrom = heardMs - pcm.length / 48;
            say(new EngineSignal.SpeechStarted(loudFrom));
          }
          loudUntil = heardMs;
        } else if (loudFrom >= 0 && heardMs - loudUntil >= 200) {
          String turn = "turn-" + ++turns;
          say(new EngineSignal.SpeechStopped(loudUntil));
          say(
              new EngineSignal.HeardFinal(
                  turn, "I made a sound number " + turns + ".", loudFrom, loudUntil));
          say(new EngineSignal.TurnEnded(turn, loudUntil));
          loudFrom = -1;
        }
      }

      private void reply(String text) {
        String id = "reply-" + ++replies;
        say(new EngineSignal.ReplyStarted(id));
        say(new EngineSignal.ReplyText(id, text));
        for (int made = 0; made < replyMs; made += 100) {
          int ms = Math.min(100, replyMs - made);
          say(new EngineSignal.ReplyAudio(id, ms == 100 ? TENTH : tone(ms)));
        }
        say(new EngineSignal.ReplyDone(id, text));
        say(new EngineSignal.TurnTiming("turn-" + turns, 10, 200, 30, 40));
      }

      private void say(EngineSignal signal) {
        waiting.add(signal);
        next();
      }

      private void next() {
        if (!waiting.isEmpty() && isAvailable(out)) {
          push(out, waiting.poll());
        }
      }
    }
  }
}
