package com.quotahit.core.voice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns and back-channels of a conversation. A turn joins segments of one side with gaps of up to
 * one second; a back-channel is a turn of at most 1.5 s and three words inside a turn of the other
 * side, and it neither breaks that turn nor counts as a change of speaker.
 */
record TalkTurns(List<TalkTurn> turns, List<TalkTurn> backChannels) {

  static final long JOIN_GAP_MS = 1_000;
  static final long BACK_CHANNEL_MS = 1_500;
  static final int BACK_CHANNEL_WORDS = 3;

  record TalkTurn(Side side, long startMs, long endMs, int words) {
    long durationMs() {
      return endMs - startMs;
    }

    private boolean inside(TalkTurn other) {
      return other.side != side && startMs >= other.startMs && endMs <= other.endMs;
    }
  }

  static TalkTurns of(Conversation conversation) {
    List<TalkTurn> joined =
        Stream.concat(join(conversation.of(Side.OURS)), join(conversation.of(Side.THEIRS)))
            .sorted(
                Comparator.comparingLong(TalkTurn::startMs)
                    .thenComparingLong(TalkTurn::endMs)
                    .thenComparing(TalkTurn::side))
            .toList();
    List<TalkTurn> turns = new ArrayList<>();
    List<TalkTurn> backChannels = new ArrayList<>();
    for (TalkTurn turn : joined) {
      (isBackChannel(turn, joined) ? backChannels : turns).add(turn);
    }
    return new TalkTurns(List.copyOf(turns), List.copyOf(backChannels));
  }

  Stream<TalkTurn> of(Side side) {
    return turns.stream().filter(turn -> turn.side() == side);
  }

  private static boolean isBackChannel(TalkTurn turn, List<TalkTurn> all) {
    return turn.durationMs() <= BACK_CHANNEL_MS
        && turn.words() <= BACK_CHANNEL_WORDS
        && all.stream()
            .anyMatch(other -> turn.inside(other) && other.durationMs() > turn.durationMs());
  }

  private static Stream<TalkTurn> join(List<Segment> segments) {
    List<TalkTurn> turns = new ArrayList<>();
    for (Segment segment : segments) {
      int words = Wording.words(segment.text()).size();
      TalkTurn last = turns.isEmpty() ? null : turns.getLast();
      if (last != null && segment.startMs() - last.endMs() <= JOIN_GAP_MS) {
        turns.set(
            turns.size() - 1,
            new TalkTurn(
                last.side(),
                last.startMs(),
                Math.max(last.endMs(), segment.endMs()),
                last.words() + words));
      } else {
        turns.add(new TalkTurn(segment.side(), segment.startMs(), segment.endMs(), words));
      }
    }
    return turns.stream();
  }
}
