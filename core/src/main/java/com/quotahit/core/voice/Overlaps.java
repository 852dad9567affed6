package com.quotahit.core.voice;

import com.quotahit.core.voice.Floor.Overlap;
import com.quotahit.core.voice.Floor.Overlap.Held;
import com.quotahit.core.voice.Floor.Overlap.None;
import com.quotahit.core.voice.Floor.Overlap.Onset;
import com.quotahit.core.voice.Floor.Overlap.Settling;
import com.quotahit.core.voice.Floor.Overlap.Tolerated;
import com.quotahit.core.voice.Floor.Purpose;
import com.quotahit.core.voice.Floor.Reply;
import com.quotahit.core.voice.Floor.Replying;
import java.util.List;

/**
 * What happens when the caller makes a sound while a reply is due or plays. First silence the
 * persona fast, then find out whether that was right: a cough shorter than the onset changes
 * nothing, "mm-hm" is let pass or the reply goes on where it stopped, anything else takes the
 * floor.
 */
final class Overlaps {

  private static final int NEARLY_MS = 800;

  private Overlaps() {}

  static void soundBegan(Step step, Replying floor) {
    if (floor.reply().purpose() == Purpose.CLOSING) {
      return;
    }
    switch (floor.overlap()) {
      case Settling(int heardMs, String _) when heardMs >= 0 -> {
        step.floor = floor.with(new Held(step.now, heardMs));
        step.arm(TurnTimer.DECIDE, step.settings.decideMs());
      }
      case None _, Settling _ -> {
        step.disarm(TurnTimer.DECIDE);
        step.floor = floor.with(new Onset(step.now));
        step.arm(TurnTimer.ONSET, step.settings.onsetMs());
      }
      case Onset _, Tolerated _, Held _ -> {}
    }
  }

  static void soundEnded(Step step, Replying floor) {
    switch (floor.overlap()) {
      case Onset _, Tolerated _ -> goOn(step, floor);
      case Held(long _, int heardMs) -> {
        if (BackChannelPolicy.listensOn(step.caller.words())) {
          goOn(step, floor);
        } else {
          step.floor = floor.with(new Settling(heardMs, ""));
          step.arm(TurnTimer.DECIDE, step.settings.settleMs());
        }
      }
      case None _, Settling _ -> {}
    }
  }

  /** Partial words, while nobody knows how they end. */
  static void words(Step step, Replying floor, String text) {
    if (text.isBlank() || floor.overlap() instanceof None) {
      return;
    }
    if (!BackChannelPolicy.mayListenOn(text)) {
      interrupt(step, floor);
      return;
    }
    switch (floor.overlap()) {
      case Onset(long since) -> {
        step.disarm(TurnTimer.ONSET);
        step.floor = floor.with(new Tolerated(since));
        step.arm(TurnTimer.DECIDE, Math.max(0, since + step.settings.decideMs() - step.now));
      }
      case Settling _ -> goOn(step, floor);
      case None _, Tolerated _, Held _ -> {}
    }
  }

  /** The whole text of a turn that fell into a reply. True when the reply goes on regardless. */
  static boolean outlives(Step step, Replying floor, String text) {
    if (floor.reply().purpose() == Purpose.CLOSING) {
      return true;
    }
    boolean cutIn = floor.reply().purpose() == Purpose.CUT_IN && floor.overlap() instanceof None;
    if (cutIn || text.isBlank() || BackChannelPolicy.listensOn(text)) {
      if (!step.caller.speaking()) {
        goOn(step, floor);
      }
      return true;
    }
    return false;
  }

  /** True while so little of the reply is left that a "yeah" is the answer to it. */
  static boolean nearlyOver(Step step, Replying floor) {
    Reply reply = floor.reply();
    return reply.purpose() != Purpose.CLOSING
        && reply.whole()
        && reply.madeMs() - heardMs(reply, floor.overlap(), step.now) <= NEARLY_MS;
  }

  /** The turn is answered when the reply has been played, or at once if it was silenced. */
  static void afterThis(Step step, Replying floor, String turn) {
    if (holds(floor.overlap())) {
      interrupt(step, floor);
      TurnRules.answer(step, turn);
    } else {
      step.disarm(TurnTimer.ONSET);
      step.disarm(TurnTimer.DECIDE);
      step.floor = floor.with(new Settling(-1, turn));
    }
  }

  static void onset(Step step, Replying floor, Onset overlap) {
    int heard = floor.reply().playback().heardMs(step.now);
    silence(step, floor.reply(), heard);
    step.floor = floor.with(new Held(overlap.sinceMs(), heard));
    long spent = step.now - overlap.sinceMs();
    step.arm(TurnTimer.DECIDE, Math.max(0, step.settings.decideMs() - spent));
  }

  /** The time for finding out is over. */
  static void decide(Step step, Replying floor) {
    switch (floor.overlap()) {
      case Tolerated _, Held _ -> interrupt(step, floor);
      case Settling(int heardMs, String turn) -> {
        if (turn.isEmpty() || heardMs < 0) {
          goOn(step, floor);
        } else {
          interrupt(step, floor);
          TurnRules.answer(step, turn);
        }
      }
      case None _, Onset _ -> {}
    }
  }

  /** A turn is over whose words we do not know yet. */
  static void unknownWords(Step step, Replying floor, String turn) {
    if (!floor.reply().audible() && floor.overlap() instanceof None) {
      interrupt(step, floor);
      TurnRules.answer(step, turn);
      return;
    }
    int heardMs =
        switch (floor.overlap()) {
          case Held(long _, int heard) -> heard;
          case Settling(int heard, String _) -> heard;
          case None _, Onset _, Tolerated _ -> -1;
        };
    step.disarm(TurnTimer.ONSET);
    step.floor = floor.with(new Settling(heardMs, turn));
    step.arm(TurnTimer.DECIDE, step.settings.settleMs());
  }

  /** The caller has the floor; the engine forgets what was not heard. */
  static void interrupt(Step step, Replying floor) {
    Reply reply = floor.reply();
    int heard = heardMs(reply, floor.overlap(), step.now);
    if (!holds(floor.overlap())) {
      silence(step, reply, heard);
    }
    if (reply.begun()) {
      if (!reply.whole()) {
        step.order(new TurnOrder.Cancel(reply.id()));
      }
      step.order(new TurnOrder.Truncate(reply.id(), heard));
    } else if (step.postponed.isEmpty()) {
      step.calledOff++;
      step.arm(TurnTimer.CALLED_OFF, 2_000);
    }
    step.postponed = List.of();
    step.report(reply, heard, true);
    step.free();
  }

  /** It was nothing: the reply plays on from where it stopped, or starts if it was kept waiting. */
  static void goOn(Step step, Replying floor) {
    step.disarm(TurnTimer.ONSET);
    step.disarm(TurnTimer.DECIDE);
    Reply reply = floor.reply();
    boolean kept = holds(floor.overlap()) || reply.playback().pieces() == 0;
    Replying next = floor.with(new None());
    step.floor = next;
    if (reply.begun() && kept) {
      play(step, next, heardMs(reply, floor.overlap(), step.now));
    }
  }

  static void play(Step step, Replying floor, int fromMs) {
    Reply reply = floor.reply().playing(floor.reply().playback().announced(fromMs));
    step.floor = floor.with(reply);
    step.order(new TurnOrder.Play(reply.id(), reply.piece(), fromMs));
  }

  static int heardMs(Reply reply, Overlap overlap, long now) {
    return switch (overlap) {
      case Held(long _, int heard) -> heard;
      case Settling(int heard, String _) when heard >= 0 -> heard;
      case None _, Onset _, Tolerated _, Settling _ -> reply.playback().heardMs(now);
    };
  }

  private static boolean holds(Overlap overlap) {
    return switch (overlap) {
      case Held _ -> true;
      case Settling(int heard, String _) -> heard >= 0;
      case None _, Onset _, Tolerated _ -> false;
    };
  }

  private static void silence(Step step, Reply reply, int heard) {
    step.disarm(TurnTimer.PLAYED);
    if (reply.playback().pieces() > 0) {
      int inPiece = heard - reply.playback().fromMs();
      step.order(new TurnOrder.Clear(reply.id(), reply.piece(), inPiece));
    }
  }
}
