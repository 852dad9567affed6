package com.quotahit.core.voice;

import com.quotahit.core.voice.FinishedTurn.Speaker;
import com.quotahit.core.voice.Floor.Overlap.None;
import com.quotahit.core.voice.Floor.Overlap.Onset;
import com.quotahit.core.voice.Floor.Overlap.Settling;
import com.quotahit.core.voice.Floor.Purpose;
import com.quotahit.core.voice.Floor.Reply;
import com.quotahit.core.voice.Floor.Replying;
import java.util.List;

/**
 * Who speaks when: the turn machine of a call. Pure; hears signals with their times and answers
 * with orders. Engines hear and speak, clients play; who may do so is decided here and nowhere
 * else.
 */
public final class TurnRules {

  private TurnRules() {}

  public static Heard hear(Turn turn, TurnSignal signal) {
    Step step = new Step(turn, signal.atMs());
    if (!turn.over()) {
      hear(step, signal);
      if (!(step.floor instanceof Floor.Over)) {
        step.drain();
      }
    }
    return step.done();
  }

  private static void hear(Step step, TurnSignal signal) {
    switch (signal) {
      case TurnSignal.EngineReady _ -> engineReady(step);
      case TurnSignal.SpeechBegan _ -> speechBegan(step);
      case TurnSignal.SpeechEnded _ -> speechEnded(step);
      case TurnSignal.Words words -> words(step, words);
      case TurnSignal.Transcribed words -> transcribed(step, words);
      case TurnSignal.TurnOver over -> turnOver(step, over);
      case TurnSignal.Typed typed -> typed(step, typed);
      case TurnSignal.ReplyBegan began -> Replies.began(step, began.reply());
      case TurnSignal.ReplySaid said -> Replies.said(step, said);
      case TurnSignal.Sent sent -> Replies.sent(step, sent);
      case TurnSignal.ReplyMade made -> Replies.made(step, made);
      case TurnSignal.AllSent sent -> Replies.allSent(step, sent);
      case TurnSignal.PlayedTo played -> Replies.playedTo(step, played);
      case TurnSignal.Muted _ -> mute(step);
      case TurnSignal.Unmuted _ -> unmute(step);
      case TurnSignal.TimerFired(long _, TurnTimer timer) -> timerFired(step, timer);
      case TurnSignal.LimitReached _ -> limitReached(step);
      case TurnSignal.EngineTroubled trouble -> engineTroubled(step, trouble);
      case TurnSignal.Suspended _ -> step.end(EndReason.CONNECTION_LOST);
      case TurnSignal.MoveAsked _ -> want(step, EndReason.MOVING);
      case TurnSignal.EndAsked(long _, EndReason reason) -> step.end(reason);
    }
  }

  private static void engineReady(Step step) {
    if (!(step.floor instanceof Floor.Connecting)) {
      return;
    }
    if (step.settings.limitMs() > 0) {
      step.arm(TurnTimer.LIMIT, step.settings.limitMs());
    }
    step.floor = new Floor.Free();
    if (!step.settings.stage().opening().isEmpty()) {
      step.ask(Purpose.OPENING);
    } else if (!step.caller.speaking()) {
      step.listenForSilence();
    }
  }

  private static void speechBegan(Step step) {
    if (step.caller.muted()) {
      return;
    }
    step.caller = step.caller.began();
    step.disarm(TurnTimer.SILENCE);
    switch (step.floor) {
      case Replying floor -> Overlaps.soundBegan(step, floor);
      case Floor.Free _ -> {
        TurnSettings.Interjection cutIn = step.settings.interjection();
        if (cutIn.strikes(step.caller.turns())) {
          step.arm(TurnTimer.INTERJECT, cutIn.afterMs());
        }
      }
      case Floor.Connecting _, Floor.Over _ -> {}
    }
  }

  private static void speechEnded(Step step) {
    step.caller = step.caller.ended();
    step.disarm(TurnTimer.INTERJECT);
    switch (step.floor) {
      case Replying floor -> Overlaps.soundEnded(step, floor);
      case Floor.Free _ -> {
        if (step.wanted.isEmpty()) {
          step.listenForSilence();
        } else if (step.wanted.contains(EndReason.MOVING)) {
          step.arm(TurnTimer.GRACE, Step.WORDS_COME_MS);
        } else if (!step.armed(TurnTimer.GRACE)) {
          step.endPolitely();
        } else {
          step.arm(TurnTimer.GRACE, 1_500);
        }
      }
      case Floor.Connecting _, Floor.Over _ -> {}
    }
  }

  private static void words(Step step, TurnSignal.Words words) {
    if (step.log.isSettled(words.turn())) {
      return;
    }
    step.caller = step.caller.said(words.turn(), words.text());
    if (step.floor instanceof Replying floor) {
      Overlaps.words(step, floor, words.text());
    }
  }

  private static void transcribed(Step step, TurnSignal.Transcribed words) {
    if (words.text().isBlank()) {
      step.log = step.log.without(words.turn());
    } else {
      step.log =
          step.log.completed(
              new FinishedTurn(
                  words.turn(),
                  Speaker.CALLER,
                  words.text(),
                  words.startMs(),
                  words.endMs(),
                  false),
              step.now);
    }
    if (step.log.isSettled(words.turn())) {
      return;
    }
    step.caller = step.caller.said(words.turn(), words.text());
    if (step.floor instanceof Replying floor) {
      boolean isOver =
          floor.overlap() instanceof Settling(int _, String over) && over.equals(words.turn());
      if (listensAtTheEnd(step, floor, words.text())) {
        if (isOver) {
          Overlaps.afterThis(step, floor, words.turn());
        }
      } else if (Overlaps.outlives(step, floor, words.text())) {
        step.log = step.log.settle(words.turn());
      } else {
        Overlaps.interrupt(step, floor);
        if (isOver) {
          answer(step, words.turn());
        }
      }
    }
  }

  private static void turnOver(Step step, TurnSignal.TurnOver over) {
    if (step.log.isSettled(over.turn()) || step.floor instanceof Floor.Connecting) {
      return;
    }
    boolean known = step.caller.turn().equals(over.turn());
    String text = known ? step.caller.words() : "";
    if (!(known && text.isBlank())) {
      step.log = step.log.opened(over.turn(), Speaker.CALLER, step.now);
    }
    switch (step.floor) {
      case Floor.Free _ -> answer(step, over.turn());
      case Replying floor -> {
        if (!known) {
          Overlaps.unknownWords(step, floor, over.turn());
        } else if (listensAtTheEnd(step, floor, text)) {
          Overlaps.afterThis(step, floor, over.turn());
        } else if (Overlaps.outlives(step, floor, text)) {
          step.log = step.log.settle(over.turn());
        } else {
          Overlaps.interrupt(step, floor);
          answer(step, over.turn());
        }
      }
      case Floor.Connecting _, Floor.Over _ -> {}
    }
  }

  private static boolean listensAtTheEnd(Step step, Replying floor, String text) {
    return BackChannelPolicy.listensOn(text) && Overlaps.nearlyOver(step, floor);
  }

  /** One answer to each turn, at most. */
  static void answer(Step step, String turn) {
    if (!(step.floor instanceof Floor.Free) && !closing(step)) {
      return;
    }
    step.log = step.log.settle(turn);
    if (step.floor instanceof Floor.Free) {
      step.disarm(TurnTimer.GRACE);
      step.checkInsDone = 0;
      step.ask(step.wanted.contains(EndReason.TIME_LIMIT) ? Purpose.CLOSING : Purpose.ANSWER);
    }
  }

  private static boolean closing(Step step) {
    return step.floor instanceof Replying floor && floor.reply().purpose() == Purpose.CLOSING;
  }

  private static void typed(Step step, TurnSignal.Typed typed) {
    if (step.floor instanceof Floor.Connecting
        || closing(step)
        || step.log.isSettled(typed.turn())) {
      return;
    }
    step.checkInsDone = 0;
    step.log =
        step.log
            .completed(
                new FinishedTurn(
                    typed.turn(), Speaker.CALLER, typed.text(), step.now, step.now, false),
                step.now)
            .settle(typed.turn());
    if (step.floor instanceof Replying floor) {
      Overlaps.interrupt(step, floor);
    }
    if (step.floor instanceof Floor.Free) {
      step.disarm(TurnTimer.SILENCE);
      step.floor = new Replying(Reply.due(Purpose.ANSWER), new None());
      step.order(new TurnOrder.TakeText(typed.turn(), typed.text()));
      step.arm(TurnTimer.ANSWER, step.settings.answerMs());
    }
  }

  private static void mute(Step step) {
    boolean spoke = step.caller.speaking();
    step.caller = step.caller.muted(true);
    if (spoke) {
      speechEnded(step);
    } else if (step.floor instanceof Floor.Free) {
      step.listenForSilence();
    }
  }

  private static void unmute(Step step) {
    step.caller = step.caller.muted(false);
    if (step.floor instanceof Floor.Free && step.wanted.isEmpty()) {
      step.listenForSilence();
    }
  }

  private static void limitReached(Step step) {
    step.disarm(TurnTimer.LIMIT);
    step.arm(TurnTimer.HARD_STOP, Step.HARD_STOP_MS);
    want(step, EndReason.TIME_LIMIT);
  }

  private static void want(Step step, EndReason reason) {
    step.wanted = List.of(reason);
    switch (step.floor) {
      case Floor.Free _ -> {
        long quietMs = step.quietMs();
        step.disarm(TurnTimer.SILENCE);
        if (reason == EndReason.MOVING && quietMs < Step.WORDS_COME_MS) {
          // What was just said is still being understood, and would be lost with this connection.
          step.arm(TurnTimer.GRACE, Step.WORDS_COME_MS - quietMs);
        } else {
          step.endPolitely();
        }
      }
      case Floor.Connecting _ -> step.end(reason);
      case Replying _, Floor.Over _ -> {}
    }
  }

  private static void engineTroubled(Step step, TurnSignal.EngineTroubled trouble) {
    if (trouble.fatal()) {
      step.order(
          new TurnOrder.Warn(trouble.code(), "The other side cannot go on, so the call ends."));
      step.end(EndReason.ENGINE_FAILED);
    } else {
      step.order(
          new TurnOrder.Warn(trouble.code(), "The other side has trouble; the call goes on."));
    }
  }

  private static void timerFired(Step step, TurnTimer timer) {
    if (!step.due(timer)) {
      return;
    }
    switch (timer) {
      case ONSET -> {
        if (step.floor instanceof Replying floor && floor.overlap() instanceof Onset overlap) {
          Overlaps.onset(step, floor, overlap);
        }
      }
      case DECIDE -> {
        if (step.floor instanceof Replying floor) {
          Overlaps.decide(step, floor);
        }
      }
      case ANSWER -> Replies.owed(step);
      case PLAYED -> Replies.played(step);
      case SILENCE -> silence(step);
      case INTERJECT -> {
        if (step.floor instanceof Floor.Free && step.caller.speaking()) {
          step.ask(Purpose.CUT_IN);
        }
      }
      case LIMIT -> limitReached(step);
      case GRACE -> {
        if (step.floor instanceof Floor.Free && step.wanted.contains(EndReason.MOVING)) {
          step.endPolitely();
        } else if (step.floor instanceof Floor.Free) {
          step.ask(Purpose.CLOSING);
        }
      }
      case HARD_STOP -> step.end(EndReason.TIME_LIMIT);
      case TRANSCRIPT -> {}
      case CALLED_OFF -> {
        step.calledOff = 0;
        Replies.askPostponed(step);
      }
    }
  }

  private static void silence(Step step) {
    if (!(step.floor instanceof Floor.Free) || step.caller.speaking()) {
      return;
    }
    if (step.caller.muted() || step.checkInsDone >= step.settings.checkIns()) {
      step.end(EndReason.SILENCE);
    } else {
      step.checkInsDone++;
      step.ask(Purpose.CHECK_IN);
    }
  }
}
