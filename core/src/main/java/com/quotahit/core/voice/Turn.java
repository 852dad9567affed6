package com.quotahit.core.voice;

import java.util.List;
import java.util.Map;

/**
 * Where a call stands, as far as turns go. Made and changed only by {@link TurnRules}.
 *
 * @param calledOff answers that were asked for, then not wanted, and have not begun yet
 * @param postponed what to ask once those are out of the way
 * @param wanted how the call is to end at the next boundary
 * @param timers when each alarm is due; one that fires earlier, or is not here, is an old one
 */
public record Turn(
    TurnSettings settings,
    Floor floor,
    Caller caller,
    TurnLog log,
    int checkInsDone,
    int calledOff,
    List<Floor.Purpose> postponed,
    List<EndReason> wanted,
    Map<TurnTimer, Long> timers) {

  /**
   * @param words the last words heard of the turn under way
   * @param turns how many turns the caller has begun
   */
  record Caller(boolean speaking, boolean muted, String turn, String words, int turns) {

    static final Caller SILENT = new Caller(false, false, "", "", 0);

    Caller began() {
      return new Caller(true, muted, "", "", turns + 1);
    }

    Caller ended() {
      return new Caller(false, muted, turn, words, turns);
    }

    Caller said(String inTurn, String text) {
      return new Caller(speaking, muted, inTurn, text, turns);
    }

    Caller muted(boolean on) {
      return new Caller(!on && speaking, on, turn, words, turns);
    }
  }

  public static Turn of(TurnSettings settings) {
    return new Turn(
        settings,
        new Floor.Connecting(),
        Caller.SILENT,
        TurnLog.EMPTY,
        0,
        0,
        List.of(),
        List.of(),
        Map.of());
  }

  /** The reply that is due or plays; empty when there is none, or it has not begun. */
  public String replyId() {
    return floor instanceof Floor.Replying replying ? replying.reply().id() : "";
  }

  /** What the engine has said in that reply so far. */
  public String replyText() {
    return floor instanceof Floor.Replying replying ? replying.reply().text() : "";
  }

  /** What the caller has heard of that reply by now. */
  public int heardMs(long now) {
    return floor instanceof Floor.Replying(Floor.Reply reply, Floor.Overlap overlap)
        ? Overlaps.heardMs(reply, overlap, now)
        : 0;
  }

  public boolean over() {
    return floor instanceof Floor.Over;
  }
}
