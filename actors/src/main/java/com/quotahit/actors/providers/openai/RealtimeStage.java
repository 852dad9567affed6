package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.SpokenAccountPort;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
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

/**
 * The stage around a {@link RealtimeDialogue}: ports, timers, and one wake-up for each batch of
 * events from the socket's thread. Orders are always taken at once. Signals about the caller
 * overtake a reply's sound; of that, so much is kept until the pipeline takes it, and what comes
 * beyond is dropped.
 */
final class RealtimeStage extends GraphStage<FlowShape<EngineOrder, EngineSignal>> {

  private static final int POSTS_MOST = 10_000;

  private final Inlet<EngineOrder> in = Inlet.create("openai-realtime.orders");
  private final Outlet<EngineSignal> out = Outlet.create("openai-realtime.signals");
  private final FlowShape<EngineOrder, EngineSignal> shape = FlowShape.of(in, out);
  private static final int BYTES_PER_MS = 48;

  private final RealtimeSessions sessions;
  private final SpokenAccountPort account;
  private final OpenAiSettings settings;
  private final EngineBrief brief;
  private final RandomGenerator random;

  RealtimeStage(
      RealtimeSessions sessions,
      SpokenAccountPort account,
      OpenAiSettings settings,
      EngineBrief brief,
      RandomGenerator random) {
    this.sessions = sessions;
    this.account = account;
    this.settings = settings;
    this.brief = brief;
    this.random = random;
  }

  @Override
  public FlowShape<EngineOrder, EngineSignal> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private record Post(RealtimeLink link, RealtimeLink.Arrival arrival) {}

  private final class Logic extends TimerGraphStageLogic implements RealtimeDialogue.Surroundings {

    private final ConcurrentLinkedQueue<Post> posts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AsyncCallback<Boolean> wake = createAsyncCallback(_ -> readPosts());
    private final ArrayDeque<EngineSignal> urgent = new ArrayDeque<>();
    private final ArrayDeque<EngineSignal> reply = new ArrayDeque<>();
    private final RealtimeDialogue dialogue =
        new RealtimeDialogue(
            brief,
            settings,
            new RealtimeLinks(
                settings.realtime(),
                () -> sessions.open(account, this::post),
                random,
                this::alarm,
                this::noAlarm),
            this);
    private final long soundMost = settings.realtime().replyAudioMax().toMillis() * 48;
    private long soundKept;
    private long heardBytes;
    private long spokenBytes;
    private long heardToldMs;
    private long spokenToldMs;
    private boolean tooLong;
    private boolean finished;

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              EngineOrder order = grab(in);
              if (order instanceof EngineOrder.Hear hear) {
                heardBytes += hear.pcm().length;
              }
              dialogue.take(order);
              if (!finished) {
                pull(in);
              }
            }

            @Override
            public void onUpstreamFinish() {
              dialogue.close();
            }

            @Override
            public void onUpstreamFailure(Throwable failure) {
              dialogue.close();
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
      dialogue.start();
      pull(in);
    }

    @Override
    public void postStop() {
      if (!finished) {
        finished = true;
        dialogue.close();
      }
      account.over(heardSinceMs(), spokenSinceMs());
    }

    private long heardSinceMs() {
      long since = heardBytes / BYTES_PER_MS - heardToldMs;
      heardToldMs += since;
      return since;
    }

    private long spokenSinceMs() {
      long since = spokenBytes / BYTES_PER_MS - spokenToldMs;
      spokenToldMs += since;
      return since;
    }

    /** On the socket's thread. A stage that has not read so many events will not catch up. */
    private void post(RealtimeLink link, RealtimeLink.Arrival arrival) {
      if (waiting.incrementAndGet() == POSTS_MOST) {
        link.close();
      }
      posts.add(new Post(link, arrival));
      if (woken.compareAndSet(false, true)) {
        wake.invoke(true);
      }
    }

    private void readPosts() {
      woken.set(false);
      for (Post post = posts.poll(); post != null && !finished; post = posts.poll()) {
        waiting.decrementAndGet();
        dialogue.arrived(post.link(), post.arrival());
      }
    }

    @Override
    public void onTimer(Object alarm) {
      if (!finished) {
        dialogue.rang((RealtimeDialogue.Alarm) alarm);
      }
    }

    @Override
    public void signal(EngineSignal signal) {
      if (finished) {
        return;
      }
      switch (signal) {
        case EngineSignal.ReplyAudio audio -> {
          spokenBytes += audio.pcm().length;
          keep(audio);
        }
        case EngineSignal.ReplyStarted _,
            EngineSignal.ReplyText _,
            EngineSignal.ReplyDone _,
            EngineSignal.TurnTiming _ ->
            reply.add(signal);
        case EngineSignal.HeardPartial partial -> {
          if (urgent.peekLast() instanceof EngineSignal.HeardPartial(String turn, String _)
              && turn.equals(partial.turn())) {
            urgent.removeLast();
          }
          urgent.add(partial);
        }
        case EngineSignal.Trouble trouble -> {
          RealtimeTrouble.ofAccount(trouble.code()).ifPresent(account::troubled);
          if (!trouble.fatal() && urgent.contains(trouble)) {
            return;
          }
          urgent.add(trouble);
        }
        case EngineSignal.Listening _,
            EngineSignal.SpeechStarted _,
            EngineSignal.SpeechStopped _,
            EngineSignal.HeardFinal _,
            EngineSignal.TurnEnded _ ->
            urgent.add(signal);
      }
      give();
    }

    private void keep(EngineSignal.ReplyAudio audio) {
      if (soundKept + audio.pcm().length > soundMost) {
        if (!tooLong) {
          tooLong = true;
          urgent.add(RealtimeTrouble.REPLY_TOO_LONG);
        }
        return;
      }
      tooLong = false;
      soundKept += audio.pcm().length;
      reply.add(audio);
    }

    private void give() {
      if (!isAvailable(out)) {
        return;
      }
      EngineSignal next = urgent.isEmpty() ? reply.poll() : urgent.poll();
      if (next instanceof EngineSignal.ReplyAudio audio) {
        soundKept -= audio.pcm().length;
      }
      if (next != null) {
        push(out, next);
      }
    }

    @Override
    public void takeBack(String id) {
      reply.removeIf(signal -> {
        boolean of =
            switch (signal) {
              case EngineSignal.ReplyAudio audio -> audio.reply().equals(id);
              case EngineSignal.ReplyText text -> text.reply().equals(id);
              case EngineSignal.ReplyDone done -> done.reply().equals(id);
              case EngineSignal.ReplyStarted _,
                  EngineSignal.TurnTiming _,
                  EngineSignal.Listening _,
                  EngineSignal.SpeechStarted _,
                  EngineSignal.SpeechStopped _,
                  EngineSignal.HeardPartial _,
                  EngineSignal.HeardFinal _,
                  EngineSignal.TurnEnded _,
                  EngineSignal.Trouble _ ->
                  false;
            };
        if (of && signal instanceof EngineSignal.ReplyAudio audio) {
          soundKept -= audio.pcm().length;
        }
        return of;
      });
    }

    @Override
    public void alarm(RealtimeDialogue.Alarm alarm, Duration after) {
      scheduleOnce(alarm, after);
    }

    @Override
    public void noAlarm(RealtimeDialogue.Alarm alarm) {
      cancelTimer(alarm);
    }

    @Override
    public void used(TokenUse tokens, AudioUse audio) {
      account.used(tokens, audio.plus(new AudioUse(0, 0, 0, heardSinceMs(), spokenSinceMs())));
    }

    @Override
    public void transcribed(TokenUse tokens, AudioUse audio) {
      account.transcribed(settings.transcriptionModel(), tokens, audio);
    }

    @Override
    public void finish() {
      if (!finished) {
        finished = true;
        urgent.addAll(reply);
        emitMultiple(out, urgent.iterator(), this::completeStage);
      }
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }
  }
}
