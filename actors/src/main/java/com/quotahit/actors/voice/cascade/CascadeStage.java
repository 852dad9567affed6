package com.quotahit.actors.voice.cascade;

import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link CascadeConversation} into a stream: orders and answers of models reach it on one
 * thread, one at a time. Orders are always taken at once; signals wait for demand. What waits is
 * bounded by the conversation, which makes no more sound while much of it waits.
 */
final class CascadeStage extends GraphStage<FlowShape<EngineOrder, EngineSignal>> {

  private static final Duration TICK = Duration.ofMillis(50);

  /** Caller's sound kept while the models are being loaded; the oldest goes first. */
  private static final int EARLY_ORDERS_MAX = 250;

  private final Inlet<EngineOrder> in = Inlet.create("CascadeStage.in");
  private final Outlet<EngineSignal> out = Outlet.create("CascadeStage.out");
  private final CascadeEngine.Parts parts;
  private final CascadeSettings settings;
  private final EngineBrief brief;

  CascadeStage(CascadeEngine.Parts parts, CascadeSettings settings, EngineBrief brief) {
    this.parts = parts;
    this.settings = settings;
    this.brief = brief;
  }

  @Override
  public FlowShape<EngineOrder, EngineSignal> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic(shape());
  }

  private final class Logic extends TimerGraphStageLogic {
    private final Deque<EngineSignal> waiting = new ArrayDeque<>();
    private final Deque<EngineOrder> early = new ArrayDeque<>();
    private @Nullable CascadeConversation conversation;
    private boolean closing;

    Logic(FlowShape<EngineOrder, EngineSignal> shape) {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              EngineOrder order = grab(in);
              take(order);
              if (!closing) {
                pull(in);
              }
            }

            @Override
            public void onUpstreamFinish() {
              close();
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              give();
            }
          });
    }

    @Override
    public void preStart() {
      AsyncCallback<Runnable> later = createAsyncCallback(Runnable::run);
      parts.ready().get().whenComplete((_, failure) -> later.invoke(() -> opened(failure, later)));
      pull(in);
    }

    private void opened(@Nullable Throwable failure, AsyncCallback<Runnable> later) {
      if (closing) {
        return;
      }
      try {
        if (failure != null) {
          throw failure;
        }
        conversation = new CascadeConversation(parts, settings, brief, later::invoke, this::emit);
      } catch (Throwable unavailable) {
        emit(
            new EngineSignal.Trouble(
                "engine.speech-unavailable", "speech is not available here", true));
        close();
        return;
      }
      emit(new EngineSignal.Listening());
      while (!early.isEmpty()) {
        take(early.removeFirst());
      }
    }

    private void take(EngineOrder order) {
      if (order instanceof EngineOrder.Close) {
        close();
      } else if (conversation == null) {
        if (early.size() >= EARLY_ORDERS_MAX) {
          early.removeFirst();
        }
        early.add(order);
      } else {
        conversation.take(order);
        tickWhileBusy();
      }
    }

    private void emit(EngineSignal signal) {
      waiting.add(signal);
      give();
      tickWhileBusy();
    }

    private void give() {
      if (isAvailable(out) && !waiting.isEmpty()) {
        push(out, waiting.removeFirst());
      }
      if (closing && waiting.isEmpty()) {
        completeStage();
      }
    }

    private void tickWhileBusy() {
      boolean busy = conversation != null && conversation.isBusy();
      if (busy && !isTimerActive(TICK)) {
        scheduleOnce(TICK, TICK);
      }
    }

    @Override
    public void onTimer(Object key) {
      if (conversation != null && !closing) {
        conversation.tick(waiting.size());
        tickWhileBusy();
      }
    }

    private void close() {
      closing = true;
      if (conversation != null) {
        conversation.close();
      }
      // Whoever closes the call listens no longer; what is made is thrown away.
      waiting.removeIf(signal -> signal instanceof EngineSignal.ReplyAudio);
      give();
    }

    @Override
    public void postStop() {
      if (conversation != null) {
        conversation.close();
      }
    }
  }
}
