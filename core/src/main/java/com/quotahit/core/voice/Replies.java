package com.quotahit.core.voice;

import com.quotahit.core.voice.FinishedTurn.Speaker;
import com.quotahit.core.voice.Floor.Overlap;
import com.quotahit.core.voice.Floor.Overlap.Held;
import com.quotahit.core.voice.Floor.Overlap.None;
import com.quotahit.core.voice.Floor.Overlap.Onset;
import com.quotahit.core.voice.Floor.Overlap.Settling;
import com.quotahit.core.voice.Floor.Overlap.Tolerated;
import com.quotahit.core.voice.Floor.Purpose;
import com.quotahit.core.voice.Floor.Reply;
import com.quotahit.core.voice.Floor.Replying;

/** The life of a reply: due, begun, sent, made, played; or owed for too long. */
final class Replies {

  private Replies() {}

  static void began(Step step, String id) {
    if (step.calledOff > 0) {
      step.calledOff--;
      step.order(new TurnOrder.Cancel(id));
      askPostponed(step);
      return;
    }
    if (!(step.floor instanceof Replying floor) || floor.reply().begun()) {
      step.order(new TurnOrder.Cancel(id));
      return;
    }
    step.log = step.log.opened(id, Speaker.PERSONA, step.now);
    step.arm(TurnTimer.ANSWER, step.settings.answerMs());
    Replying begun = floor.with(floor.reply().begun(id));
    step.floor = begun;
    if (begun.overlap() instanceof None) {
      Overlaps.play(step, begun, 0);
    }
  }

  static void askPostponed(Step step) {
    if (step.calledOff == 0) {
      step.disarm(TurnTimer.CALLED_OFF);
      if (!step.postponed.isEmpty()) {
        step.ask(step.postponed.getFirst());
      }
    }
  }

  static void said(Step step, TurnSignal.ReplySaid said) {
    if (step.floor instanceof Replying floor && floor.reply().id().equals(said.reply())) {
      step.floor = floor.with(floor.reply().saying(said.delta()));
    }
  }

  static void sent(Step step, TurnSignal.Sent sent) {
    if (step.floor instanceof Replying floor && floor.reply().id().equals(sent.reply())) {
      step.floor =
          floor.with(
              floor
                  .reply()
                  .sent(step.now, sent.sentMs(), sent.madeMs(), step.settings.startLagMs()));
      if (!floor.reply().whole()
          && step.dueIn(TurnTimer.ANSWER) < step.settings.answerMs() - 1_000) {
        step.arm(TurnTimer.ANSWER, step.settings.answerMs());
      }
    }
  }

  static void made(Step step, TurnSignal.ReplyMade made) {
    if (!(step.floor instanceof Replying floor) || !floor.reply().id().equals(made.reply())) {
      return;
    }
    step.disarm(TurnTimer.ANSWER);
    Replying whole = floor.with(floor.reply().made(made.text(), made.madeMs()));
    step.floor = whole;
    if (made.madeMs() == 0) {
      step.log = step.log.without(made.reply());
      step.order(new TurnOrder.Warn("voice.empty-answer", "The other side had nothing to say."));
      afterReply(step, whole.reply());
    }
  }

  static void allSent(Step step, TurnSignal.AllSent sent) {
    if (step.floor instanceof Replying floor && floor.reply().id().equals(sent.reply())) {
      Reply reply = floor.reply().playing(floor.reply().playback().all());
      step.floor = floor.with(reply);
      step.arm(TurnTimer.PLAYED, reply.playback().leftMs(step.now));
    }
  }

  static void playedTo(Step step, TurnSignal.PlayedTo played) {
    if (!(step.floor instanceof Replying floor)
        || !floor.reply().begun()
        || !floor.reply().piece().equals(played.piece())
        || !floor.reply().playback().begun()) {
      return;
    }
    Reply reply = floor.reply().playing(floor.reply().playback().reported(step.now, played.ms()));
    step.floor = floor.with(reply);
    if (reply.playback().allSent() && step.armed(TurnTimer.PLAYED)) {
      if (reply.playback().leftMs(step.now) == 0) {
        step.disarm(TurnTimer.PLAYED);
        played(step);
      } else {
        step.arm(TurnTimer.PLAYED, reply.playback().leftMs(step.now));
      }
    }
  }

  static void played(Step step) {
    if (!(step.floor instanceof Replying(Reply reply, Overlap overlap))) {
      return;
    }
    switch (overlap) {
      case None _, Onset _, Tolerated _ -> {
        step.report(reply, reply.madeMs(), false);
        afterReply(step, reply);
      }
      case Settling(int heard, String turn) when heard < 0 -> {
        step.report(reply, reply.madeMs(), false);
        afterReply(step, reply);
        if (!turn.isEmpty()) {
          TurnRules.answer(step, turn);
        }
      }
      case Held _, Settling _ -> {}
    }
  }

  private static void afterReply(Step step, Reply reply) {
    boolean goodbye = step.settings.endsCall().test(reply.text());
    if (reply.purpose() == Purpose.CLOSING) {
      step.end(EndReason.TIME_LIMIT);
    } else if (step.wanted.isEmpty() && step.settings.handOver().when().test(reply.text())) {
      step.handOver();
    } else if (goodbye && !step.caller.speaking()) {
      step.end(EndReason.PERSONA_LEFT);
    } else {
      step.free();
    }
  }

  /** The engine has made nothing for long: free the floor, so that the call cannot hang. */
  static void owed(Step step) {
    if (!(step.floor instanceof Replying floor)) {
      return;
    }
    step.order(new TurnOrder.Warn("voice.no-answer", "The other side did not answer in time."));
    if (floor.reply().begun()) {
      step.order(new TurnOrder.Cancel(floor.reply().id()));
      step.report(floor.reply(), floor.reply().playback().heardMs(step.now), true);
    } else {
      step.calledOff++;
      step.arm(TurnTimer.CALLED_OFF, 2_000);
    }
    step.free();
  }
}
