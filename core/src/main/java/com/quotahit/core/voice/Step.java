package com.quotahit.core.voice;

import com.quotahit.core.voice.FinishedTurn.Speaker;
import com.quotahit.core.voice.Floor.Overlap;
import com.quotahit.core.voice.Floor.Purpose;
import com.quotahit.core.voice.Floor.Reply;
import com.quotahit.core.voice.Floor.Replying;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The working copy of a {@link Turn} while one signal is heard; never leaves the rules. */
final class Step {

  static final long TRANSCRIPT_LATE_MS = 8_000;
  static final long HARD_STOP_MS = 25_000;

  /** Until what was said has been understood, from the moment of silence on. */
  static final long WORDS_COME_MS = 2_500;

  final long now;
  TurnSettings settings;
  Floor floor;
  Turn.Caller caller;
  TurnLog log;
  int checkInsDone;
  int calledOff;
  List<Purpose> postponed;
  List<EndReason> wanted;
  private Map<TurnTimer, Long> timers;
  private boolean timersChanged;
  private final List<TurnOrder> orders = new ArrayList<>(4);

  Step(Turn turn, long now) {
    this.settings = turn.settings();
    this.now = now;
    this.floor = turn.floor();
    this.caller = turn.caller();
    this.log = turn.log();
    this.checkInsDone = turn.checkInsDone();
    this.calledOff = turn.calledOff();
    this.postponed = turn.postponed();
    this.wanted = turn.wanted();
    this.timers = turn.timers();
  }

  Heard done() {
    Turn next =
        new Turn(
            settings,
            floor,
            caller,
            log,
            checkInsDone,
            calledOff,
            postponed,
            wanted,
            timersChanged ? Map.copyOf(timers) : timers);
    return new Heard(next, List.copyOf(orders));
  }

  void order(TurnOrder order) {
    orders.add(order);
  }

  void arm(TurnTimer timer, long delayMs) {
    changing().put(timer, now + delayMs);
    orders.add(new TurnOrder.SetTimer(timer, delayMs));
  }

  void disarm(TurnTimer timer) {
    if (timers.containsKey(timer)) {
      changing().remove(timer);
      orders.add(new TurnOrder.DropTimer(timer));
    }
  }

  /** Takes a fired timer out of the book; false for one that was set anew or dropped meanwhile. */
  boolean due(TurnTimer timer) {
    Long at = timers.get(timer);
    if (at == null || at > now) {
      return false;
    }
    changing().remove(timer);
    return true;
  }

  /** Most signals set no alarm, and sound is signalled often: copy only to change. */
  private Map<TurnTimer, Long> changing() {
    if (!timersChanged) {
      Map<TurnTimer, Long> copy = new EnumMap<>(TurnTimer.class);
      copy.putAll(timers);
      timers = copy;
      timersChanged = true;
    }
    return timers;
  }

  boolean armed(TurnTimer timer) {
    return timers.containsKey(timer);
  }

  /** Milliseconds until the alarm; 0 when it is not set. */
  long dueIn(TurnTimer timer) {
    return Math.max(0, timers.getOrDefault(timer, now) - now);
  }

  /** Asks the engine to speak, once an answer that was called off is out of the way. */
  void ask(Purpose purpose) {
    disarm(TurnTimer.SILENCE);
    floor = new Replying(Reply.due(purpose), new Overlap.None());
    if (calledOff > 0) {
      postponed = List.of(purpose);
      return;
    }
    postponed = List.of();
    order(new TurnOrder.Answer(guidance(purpose)));
    arm(TurnTimer.ANSWER, settings.answerMs());
  }

  private String guidance(Purpose purpose) {
    return switch (purpose) {
      case ANSWER -> "";
      case OPENING -> settings.stage().opening();
      case CHECK_IN -> settings.stage().checkIn();
      case CUT_IN -> settings.stage().cutIn();
      case CLOSING -> settings.stage().closing();
    };
  }

  /** The next one takes the call, and speaks first. */
  void handOver() {
    settings = settings.handedOver();
    order(new TurnOrder.HandOver());
    free();
    ask(Purpose.OPENING);
  }

  /** Nobody's reply is due any more. */
  void free() {
    floor = new Floor.Free();
    disarm(TurnTimer.ONSET);
    disarm(TurnTimer.DECIDE);
    disarm(TurnTimer.PLAYED);
    disarm(TurnTimer.ANSWER);
    if (!wanted.isEmpty()) {
      endPolitely();
    } else if (!caller.speaking()) {
      listenForSilence();
    }
  }

  void listenForSilence() {
    arm(TurnTimer.SILENCE, silenceMs());
  }

  /** How long nobody has spoken, as far as the alarm for silence tells. */
  long quietMs() {
    return armed(TurnTimer.SILENCE) ? silenceMs() - dueIn(TurnTimer.SILENCE) : Long.MAX_VALUE;
  }

  private long silenceMs() {
    return caller.muted() ? settings.silenceMs() * 12L : settings.silenceMs();
  }

  /** At the limit the persona says goodbye; a move happens as soon as nobody would be cut. */
  void endPolitely() {
    switch (wanted.getFirst()) {
      case TIME_LIMIT -> {
        if (!caller.speaking()) {
          ask(Purpose.CLOSING);
        } else if (!armed(TurnTimer.GRACE)) {
          arm(TurnTimer.GRACE, settings.answerMs());
        }
      }
      case CALLER_LEFT,
          PERSONA_LEFT,
          SILENCE,
          ENGINE_FAILED,
          ENDED_ELSEWHERE,
          TAKEN_OVER,
          CONNECTION_LOST,
          MOVING -> {
        if (!caller.speaking()) {
          end(wanted.getFirst());
        }
      }
    }
  }

  void end(EndReason reason) {
    if (floor instanceof Replying(Reply reply, Overlap overlap)) {
      int heard = Overlaps.heardMs(reply, overlap, now);
      boolean through = reply.whole() && heard >= reply.madeMs();
      report(reply, heard, !through);
    }
    TurnLog.Drained left = log.flush();
    log = left.log();
    left.finished().forEach(turn -> order(new TurnOrder.Record(turn)));
    List.copyOf(timers.keySet()).forEach(this::disarm);
    floor = new Floor.Over(reason);
    order(new TurnOrder.End(reason));
  }

  /** Puts a reply that is over into the log: all of it, or what was heard of it. */
  void report(Reply reply, int heardMs, boolean interrupted) {
    if (!reply.begun()) {
      return;
    }
    String text =
        interrupted ? HeardText.upTo(reply.text(), heardMs, spokenMs(reply)) : reply.text();
    if (text.isBlank() || reply.startedAtMs() < 0) {
      log = log.without(reply.id());
    } else {
      long start = reply.startedAtMs();
      boolean inOnePiece = interrupted && reply.playback().pieces() == 1;
      long end = Math.max(start, inOnePiece ? start + heardMs : now);
      log =
          log.completed(
              new FinishedTurn(reply.id(), Speaker.PERSONA, text, start, end, interrupted), now);
    }
  }

  /** Text may run ahead of its sound; nobody speaks faster than this. */
  private static int spokenMs(Reply reply) {
    return reply.whole() ? reply.madeMs() : Math.max(reply.madeMs(), reply.text().length() * 55);
  }

  /** Reports what the log lets go, in order. */
  void drain() {
    TurnLog.Drained drained = log.drain(now - TRANSCRIPT_LATE_MS);
    log = drained.log();
    drained.finished().forEach(turn -> order(new TurnOrder.Record(turn)));
    if (log.waits() && !armed(TurnTimer.TRANSCRIPT)) {
      arm(TurnTimer.TRANSCRIPT, TRANSCRIPT_LATE_MS + 1);
    }
  }
}
