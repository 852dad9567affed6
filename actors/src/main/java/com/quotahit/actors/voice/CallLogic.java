package com.quotahit.actors.voice;

import com.quotahit.core.voice.ClientWord;
import com.quotahit.core.voice.EndReason;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.FinishedTurn;
import com.quotahit.core.voice.FinishedTurn.Speaker;
import com.quotahit.core.voice.Heard;
import com.quotahit.core.voice.ServerWord;
import com.quotahit.core.voice.Turn;
import com.quotahit.core.voice.TurnOrder;
import com.quotahit.core.voice.TurnRules;
import com.quotahit.core.voice.TurnSignal;
import com.quotahit.core.voice.TurnTimer;
import com.quotahit.core.voice.TurnTimes;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the turn machine over one connection: turns what the engine and the client say into signals,
 * and carries out the orders. Everything here happens on one thread at a time, the stream's. This
 * file is long because it is the one place where every message, signal and order of a call is
 * answered; what each answer needs lives in classes beside it.
 */
final class CallLogic extends TimerGraphStageLogic {

  private static final Logger LOG = LoggerFactory.getLogger(CallLogic.class);
  private static final long BACKLOG_BYTES = 192 * 1024;
  private static final Duration PACE = Duration.ofMillis(60);
  private static final int KEEP_HEARD_MS = 1_500;

  private enum Alarm {
    /** More of a reply may be sent now. */
    PACE,
    /** The engine has had its time to close. */
    CLOSED
  }

  private final Inlet<EngineSignal> in;
  private final Outlet<EngineOrder> out;
  private final CallStage.Setting with;
  private final ClientLeg leg;
  private final CallLine line;
  private final EngineQueue orders = new EngineQueue();
  private final TurnClock times = new TurnClock();
  private final SentSound sent;
  private final long startedAt = System.nanoTime();
  private Turn turn;
  private boolean ready;
  private boolean muted;
  private boolean resumedTold;
  private boolean finished;
  private boolean callIsOver;
  private int typed;
  private long speechNoticedAt = -1;

  CallLogic(FlowShape<EngineSignal, EngineOrder> shape, CallStage.Setting with) {
    super(shape);
    this.in = shape.in();
    this.out = shape.out();
    this.with = with;
    this.leg = with.leg();
    this.line = new CallLine(with.plan().offsetMs());
    this.turn = Turn.of(with.plan().turns());
    this.sent = new SentSound(leg, line, with.recorder(), with.settings());
    setHandler(
        in,
        new AbstractInHandler() {
          @Override
          public void onPush() {
            fromEngine(grab(in));
            if (!isClosed(in)) {
              pull(in);
            }
            pump();
          }

          @Override
          public void onUpstreamFinish() {
            engineGone("engine.closed");
          }

          @Override
          public void onUpstreamFailure(Throwable failure) {
            LOG.atWarn()
                .addKeyValue("session", with.plan().session())
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("The conversation engine of a call failed");
            engineGone("engine.failed");
          }
        });
    setHandler(
        out,
        new AbstractOutHandler() {
          @Override
          public void onPull() {
            toEngine();
          }

          @Override
          public void onDownstreamFinish(Throwable cause) {
            engineGone("engine.closed");
          }
        });
  }

  @Override
  public void preStart() {
    AsyncCallback<CallInbox> wake = createAsyncCallback(this::fromClient);
    CallInbox inbox = with.handle().inbox();
    pull(in);
    inbox.wakes(() -> wake.invoke(inbox));
  }

  @Override
  public void postStop() {
    if (!finished) {
      finish(EndReason.ENGINE_FAILED);
    }
    with.recorder()
        .close(
            turn.floor() instanceof com.quotahit.core.voice.Floor.Over over
                && !over.reason().resumable());
    // Last: a node that leaves waits for its calls, and they are over only now.
    with.calls().remove(with.handle());
  }

  @Override
  public void onTimer(Object key) {
    switch (key) {
      case TurnTimer timer -> hear(new TurnSignal.TimerFired(now(), timer));
      case Alarm.PACE -> {}
      case Alarm.CLOSED -> {
        completeStage();
        return;
      }
      default -> throw new IllegalStateException("no such alarm: " + key);
    }
    pump();
  }

  private void fromClient(CallInbox inbox) {
    for (Inbound next = inbox.take(); next != null; next = inbox.take()) {
      if (!finished) {
        take(next);
      }
    }
    with.meters().dropped(inbox.takeDropped() + orders.takeDropped());
    pump();
  }

  private void take(Inbound message) {
    switch (message) {
      case Inbound.Sound sound -> sound(sound);
      case Inbound.Word(ClientWord word) -> word(word);
      case Inbound.Gone _ -> hear(new TurnSignal.Suspended(now()));
      case Inbound.Hint(String text) ->
          leg.say(new ServerWord.CoachHint(text, line.ofClock(now())));
      case Inbound.Kept(String turnId) -> leg.say(new ServerWord.TurnKept(turnId));
      case Inbound.End(EndReason reason) -> hear(new TurnSignal.EndAsked(now(), reason));
      case Inbound.TakenOver _ -> hear(new TurnSignal.EndAsked(now(), EndReason.TAKEN_OVER));
      case Inbound.Move _ -> hear(new TurnSignal.MoveAsked(now()));
    }
  }

  private void sound(Inbound.Sound sound) {
    byte[] pcm = muted ? new byte[sound.pcm().length] : sound.pcm();
    long leftOut = line.heard(now(), sound.captureMs(), pcm.length);
    with.recorder().caller(leftOut, pcm);
    orders.add(new EngineOrder.Hear(pcm));
    toEngine();
  }

  private void word(ClientWord word) {
    switch (word) {
      case ClientWord.PlaybackPosition(String piece, int ms) -> {
        sent.tell(this::hear, now(), turn);
        hear(new TurnSignal.PlayedTo(now(), piece, ms));
      }
      case ClientWord.Mute(boolean on) -> {
        muted = on;
        hear(on ? new TurnSignal.Muted(now()) : new TurnSignal.Unmuted(now()));
      }
      case ClientWord.Text(String text) -> {
        String id = "typed-" + with.plan().epoch() + "-" + ++typed;
        times.turnOver(id, now());
        hear(new TurnSignal.Typed(now(), id, text));
        FinishedTurn said = new FinishedTurn(id, Speaker.CALLER, text, now(), now(), false);
        leg.say(new ServerWord.TranscriptFinal(onTheLine(said)));
      }
      case ClientWord.End _ -> hear(new TurnSignal.EndAsked(now(), EndReason.CALLER_LEFT));
      case ClientWord.Resume(String _, long last) -> {
        leg.continueAfter(last);
        tellResumed(last);
      }
    }
  }

  private void fromEngine(EngineSignal signal) {
    if (finished) {
      return;
    }
    long now = now();
    switch (signal) {
      case EngineSignal.Listening _ -> listening(now);
      case EngineSignal.SpeechStarted _ -> {
        speechNoticedAt = now;
        leg.say(new ServerWord.SpeechStarted());
        hear(new TurnSignal.SpeechBegan(now));
      }
      case EngineSignal.SpeechStopped _ -> {
        leg.say(new ServerWord.SpeechStopped());
        hear(new TurnSignal.SpeechEnded(now));
      }
      case EngineSignal.HeardPartial(String id, String text) -> {
        leg.say(new ServerWord.TranscriptPartial(id, Speaker.CALLER, text));
        hear(new TurnSignal.Words(now, id, text));
      }
      case EngineSignal.HeardFinal said -> heardFinal(said, now);
      case EngineSignal.TurnEnded(String id, long endMs) -> {
        times.turnOver(id, now - Math.max(0, orders.handedMs() - endMs));
        hear(new TurnSignal.TurnOver(now, id, line.ofEngine(endMs)));
      }
      case EngineSignal.ReplyStarted(String reply) -> {
        sent.expects(reply, turn);
        hear(new TurnSignal.ReplyBegan(now, reply));
      }
      case EngineSignal.ReplyText(String reply, String delta) -> {
        hear(new TurnSignal.ReplySaid(now, reply, delta));
        if (reply.equals(turn.replyId())) {
          leg.say(new ServerWord.TranscriptPartial(reply, Speaker.PERSONA, turn.replyText()));
        }
      }
      case EngineSignal.ReplyAudio(String reply, byte[] pcm) -> {
        if (sent.isOf(reply) && !sent.add(pcm)) {
          // More than anybody listens to; what is there is played, the rest is not wanted.
          orders.add(new EngineOrder.Cancel(reply));
          replyMade(reply, turn.replyText(), now);
        }
      }
      case EngineSignal.ReplyDone(String reply, String text) -> replyMade(reply, text, now);
      case EngineSignal.TurnTiming timing -> tell(times.engineSays(timing));
      case EngineSignal.Trouble(String code, String _, boolean fatal) ->
          hear(new TurnSignal.EngineTroubled(now, code, fatal));
    }
  }

  private void listening(long now) {
    ready = true;
    CallPlan plan = with.plan();
    leg.say(
        new ServerWord.SessionReady(
            plan.resumeToken(), plan.engine().name(), plan.engine().simulated()));
    if (plan.resumed()) {
      tellResumed(0);
    }
    with.reporter().report(() -> plan.listener().live(plan.epoch()));
    hear(new TurnSignal.EngineReady(now));
    toEngine();
  }

  private void tellResumed(long last) {
    if (!resumedTold) {
      resumedTold = true;
      leg.say(new ServerWord.SessionResumed(last));
    }
  }

  private void heardFinal(EngineSignal.HeardFinal said, long now) {
    long start = line.ofEngine(said.startMs());
    long end = line.ofEngine(said.endMs());
    if (!said.text().isBlank()) {
      leg.say(
          new ServerWord.TranscriptFinal(
              new FinishedTurn(said.turn(), Speaker.CALLER, said.text(), start, end, false)));
    }
    hear(new TurnSignal.Transcribed(now, said.turn(), said.text(), start, end));
  }

  private void replyMade(String reply, String text, long now) {
    if (sent.isOf(reply) && sent.whole()) {
      tell(times.replyDone());
      hear(new TurnSignal.ReplyMade(now, reply, text, sent.madeMs()));
    }
  }

  private void hear(TurnSignal signal) {
    if (finished) {
      return;
    }
    Heard heard = TurnRules.hear(turn, signal);
    turn = heard.next();
    for (TurnOrder order : heard.orders()) {
      obey(order);
    }
  }

  private void obey(TurnOrder order) {
    switch (order) {
      case TurnOrder.Answer(String guidance) -> orders.add(new EngineOrder.Respond(guidance));
      case TurnOrder.HandOver _ -> orders.add(new EngineOrder.HandOver());
      case TurnOrder.TakeText(String id, String text) ->
          orders.add(new EngineOrder.TakeText(id, text));
      case TurnOrder.Cancel(String reply) -> {
        sent.drop(reply);
        orders.add(new EngineOrder.Cancel(reply));
      }
      case TurnOrder.Truncate(String reply, int heardMs) -> {
        sent.drop(reply);
        orders.add(new EngineOrder.Truncate(reply, heardMs));
      }
      case TurnOrder.Play(String reply, String piece, int fromMs) -> {
        leg.say(new ServerWord.ReplyStarted(piece, reply));
        sent.play(reply, piece, fromMs);
      }
      case TurnOrder.Clear(String _, String piece, int heardMs) -> {
        leg.say(new ServerWord.PlaybackClear(piece, heardMs));
        sent.clear(heardMs);
        if (speechNoticedAt >= 0) {
          with.meters().bargedIn(now() - speechNoticedAt);
        }
      }
      case TurnOrder.SetTimer(TurnTimer timer, long delayMs) ->
          scheduleOnce(timer, Duration.ofMillis(delayMs));
      case TurnOrder.DropTimer(TurnTimer timer) -> cancelTimer(timer);
      case TurnOrder.Record(FinishedTurn done) -> record(done);
      case TurnOrder.Warn(String code, String detail) ->
          leg.say(new ServerWord.Problem(code, detail));
      case TurnOrder.End(EndReason reason) -> finish(reason);
    }
    toEngine();
  }

  private void record(FinishedTurn done) {
    boolean byPersona = done.speaker() == Speaker.PERSONA;
    FinishedTurn said = byPersona || done.id().startsWith("typed-") ? onTheLine(done) : done;
    if (byPersona) {
      leg.say(new ServerWord.TranscriptFinal(said));
    }
    CallPlan plan = with.plan();
    CallHandle call = with.handle();
    with.reporter()
        .report(() ->
            plan.listener().turnFinished(plan.epoch(), said).thenAccept(_ -> call.kept(said.id())));
  }

  /** The rules count by the clock; the world counts along the caller's sound. */
  private FinishedTurn onTheLine(FinishedTurn turn) {
    return new FinishedTurn(
        turn.id(),
        turn.speaker(),
        turn.text(),
        line.ofClock(turn.startMs()),
        line.ofClock(turn.endMs()),
        turn.interrupted());
  }

  private void tell(Optional<TurnTimes> done) {
    done.ifPresent(these -> {
      with.meters().turn(these);
      leg.say(new ServerWord.TurnMetrics(these));
    });
  }

  /** Sends what may be sent, tells the rules, and lets the client see it. */
  private void pump() {
    if (!finished) {
      boolean first = sent.atStart();
      boolean more = sent.send(now(), turn, leg.backlogBytes() < BACKLOG_BYTES);
      if (first && !sent.atStart()) {
        tell(times.firstSound(now()));
      }
      sent.tell(this::hear, now(), turn);
      sent.allSent()
          .ifPresent(piece -> {
            leg.say(new ServerWord.ReplyDone(piece));
            hear(new TurnSignal.AllSent(now(), sent.reply(), sent.sentMs()));
          });
      sent.forgetBefore(turn.heardMs(now()) - KEEP_HEARD_MS);
      with.recorder().reached(line.ofClock(now()));
      if (more && !isTimerActive(Alarm.PACE)) {
        scheduleOnce(Alarm.PACE, PACE);
      }
    }
    leg.flush();
  }

  /** Sound waits until the engine listens; what came before is not lost. */
  private void toEngine() {
    if ((ready || finished) && !orders.isEmpty() && isAvailable(out)) {
      EngineOrder next = orders.poll();
      if (next != null) {
        push(out, next);
      }
    }
  }

  private void engineGone(String code) {
    if (!finished) {
      hear(new TurnSignal.EngineTroubled(now(), code, true));
      leg.flush();
    }
    completeStage();
  }

  private void finish(EndReason reason) {
    finished = true;
    callIsOver = !reason.resumable();
    CallPlan plan = with.plan();
    for (TurnTimer timer : TurnTimer.values()) {
      cancelTimer(timer);
    }
    sent.stop(now());
    if (!reason.resumable()) {
      with.reporter().report(() -> plan.listener().ended(plan.epoch(), reason));
    } else if (reason != EndReason.TAKEN_OVER) {
      with.reporter().report(() -> plan.listener().suspended(plan.epoch(), reason));
    }
    farewell(reason);
    orders.dropSound();
    orders.add(new EngineOrder.Close());
    scheduleOnce(Alarm.CLOSED, with.settings().closeWait());
  }

  private void farewell(EndReason reason) {
    switch (reason) {
      case TAKEN_OVER -> {
        leg.say(new ServerWord.Problem("voice.taken-over", "This call goes on in another window."));
        leg.close(4411, "taken over");
      }
      case MOVING -> {
        leg.say(
            new ServerWord.Problem(
                "voice.moving", "The call moves to another server; connect again."));
        leg.close(1012, "moving");
      }
      case CONNECTION_LOST -> leg.close(1001, "gone");
      case ENGINE_FAILED -> {
        leg.say(
            new ServerWord.Problem(
                "voice.engine-failed",
                "The voice line failed. What was said is kept; you can go on in text."));
        leg.say(new ServerWord.SessionEnded(reason));
        leg.close(1011, reason.wire());
      }
      case CALLER_LEFT, PERSONA_LEFT, TIME_LIMIT, SILENCE, ENDED_ELSEWHERE -> {
        leg.say(new ServerWord.SessionEnded(reason));
        leg.close(1000, reason.wire());
      }
    }
    leg.flush();
  }

  /** Milliseconds of this connection, by a clock that never runs backwards. */
  private long now() {
    return (System.nanoTime() - startedAt) / 1_000_000;
  }
}
