package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Signals in any order, at any time, from a world that keeps no promise; what must hold, holds. The
 * seed of a walk that fails is printed; {@code -Dwalk.seed=…} walks that one again.
 */
@Tag("score")
class TurnsSurviveAnyWalk {

  private static final int WALKS = 10_000;
  private static final int STEPS = 120;

  @Test
  void the_rules_keep_their_word_whatever_is_heard() {
    Long chosen = Long.getLong("walk.seed");
    long first = chosen != null ? chosen : new Random().nextLong();
    int walks = chosen != null ? 1 : WALKS;
    System.out.println("walk seed " + first + " (" + walks + " walks over turns)");
    for (int i = 0; i < walks; i++) {
      // One walk in ten is long enough for the limits of a call.
      new Walker(first + i).walk(i % 10 == 0 ? 4 * STEPS : STEPS);
    }
  }

  private static final class Walker {
    private final Random random;
    private final long seed;
    private final Map<TurnTimer, Long> timers = new HashMap<>();
    private final Map<String, Integer> sent = new HashMap<>();
    private final Set<String> cleared = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final List<String> reported = new ArrayList<>();
    private Turn turn =
        Turn.of(
            Score.settings("[open]")
                .limitedTo(120_000)
                .interjecting(new TurnSettings.Interjection(5_000, 0.3, 1)));
    private long now;
    private int turns;
    private int replies;
    private int owed;
    private int asked;
    private String playing = "";
    private String playingReply = "";
    private boolean ended;

    Walker(long seed) {
      this.random = new Random(seed);
      this.seed = seed;
    }

    void walk(int steps) {
      for (int i = 0; i < steps; i++) {
        now += random.nextInt(400);
        hear(random.nextInt(60) == 0 ? new TurnSignal.EngineReady(now) : signal());
        fireDue();
        if (ended && random.nextInt(20) == 0) {
          return;
        }
      }
    }

    private TurnSignal signal() {
      String caller = "u" + Math.max(1, turns - random.nextInt(2));
      String reply = "r" + Math.max(1, replies - random.nextInt(2));
      return switch (random.nextInt(18)) {
        case 0 -> new TurnSignal.EngineReady(now);
        case 1, 2 -> {
          turns++;
          yield new TurnSignal.SpeechBegan(now);
        }
        case 3 -> new TurnSignal.SpeechEnded(now);
        case 4 -> new TurnSignal.Words(now, caller, words());
        case 5 -> new TurnSignal.Transcribed(now, caller, words(), now, now);
        case 6 -> new TurnSignal.TurnOver(now, caller, now);
        case 7 -> new TurnSignal.Typed(now, "t" + ++turns, "typed");
        case 8, 9 -> {
          replies++;
          sent.put("r" + replies, 0);
          yield new TurnSignal.ReplyBegan(now, "r" + replies);
        }
        case 10 -> new TurnSignal.ReplySaid(now, reply, "some more words ");
        case 11, 12 -> send();
        case 13 ->
            new TurnSignal.ReplyMade(
                now, reply, "all the words", sent.getOrDefault(reply, 0) + random.nextInt(500));
        case 14 -> new TurnSignal.AllSent(now, reply, sent.getOrDefault(reply, 0));
        case 15 -> new TurnSignal.PlayedTo(now, playing, random.nextInt(20_000) - 100);
        case 16 -> random.nextBoolean() ? new TurnSignal.Muted(now) : new TurnSignal.Unmuted(now);
        default ->
            random.nextInt(40) == 0
                ? new TurnSignal.Suspended(now)
                : new TurnSignal.EngineTroubled(now, "x", false);
      };
    }

    private TurnSignal send() {
      if (playingReply.isEmpty()) {
        return new TurnSignal.SpeechEnded(now);
      }
      int ms = sent.merge(playingReply, random.nextInt(800), Integer::sum);
      return new TurnSignal.Sent(now, playingReply, ms, ms);
    }

    private String words() {
      return List.of("", "mm-hm", "yeah", "stop", "what does that cost", "I see")
          .get(random.nextInt(6));
    }

    private void fireDue() {
      for (TurnTimer timer : List.copyOf(timers.keySet())) {
        if (timers.containsKey(timer) && timers.get(timer) <= now) {
          timers.remove(timer);
          hear(new TurnSignal.TimerFired(now, timer));
        }
      }
    }

    private void hear(TurnSignal signal) {
      Heard heard = TurnRules.hear(turn, signal);
      Turn before = turn;
      long at = now;
      Supplier<String> where =
          () -> "walk seed " + seed + " at " + at + " " + signal + " in " + before;
      turn = heard.next();
      for (TurnOrder order : heard.orders()) {
        assertThat(ended).as(() -> "orders after the end: " + order + ", " + where.get()).isFalse();
        obey(order, where);
      }
      if (!(turn.floor() instanceof Floor.Replying floor
          && floor.reply().id().equals(playingReply))) {
        playing = "";
        playingReply = "";
      }
      assertThat(turn.log().slots().size()).as(where).isLessThan(60);
    }

    private void obey(TurnOrder order, Supplier<String> where) {
      switch (order) {
        case TurnOrder.Answer _ -> asked++;
        case TurnOrder.TakeText(String id, String _) ->
            assertThat(answered.add(id)).as(where).isTrue();
        case TurnOrder.Cancel(String reply) -> silence(reply);
        case TurnOrder.Truncate(String reply, int heardMs) -> {
          assertThat(heardMs).as(where).isBetween(0, sent.getOrDefault(reply, 0));
          silence(reply);
        }
        case TurnOrder.Play(String reply, String piece, int fromMs) -> {
          assertThat(playing).as(() -> "two replies at once, " + where.get()).isEmpty();
          assertThat(cleared)
              .as(() -> "sound after the clear, " + where.get())
              .doesNotContain(piece);
          assertThat(fromMs).as(where).isLessThanOrEqualTo(sent.getOrDefault(reply, 0));
          playing = piece;
          playingReply = reply;
          sent.put(reply, fromMs);
        }
        case TurnOrder.Clear(String reply, String piece, int heardMs) -> {
          assertThat(piece).as(where).isEqualTo(playing);
          assertThat(heardMs).as(where).isBetween(0, sent.getOrDefault(reply, 0));
          cleared.add(piece);
          playing = "";
          playingReply = "";
        }
        case TurnOrder.SetTimer(TurnTimer timer, long delay) -> timers.put(timer, now + delay);
        case TurnOrder.DropTimer(TurnTimer timer) -> timers.remove(timer);
        case TurnOrder.Record(FinishedTurn done) -> {
          assertThat(reported).as(() -> "reported twice, " + where.get()).doesNotContain(done.id());
          assertThat(done.text()).isNotBlank();
          reported.add(done.id());
          if (done.id().equals(playingReply)) {
            playing = "";
            playingReply = "";
          }
        }
        case TurnOrder.Warn _, TurnOrder.HandOver _ -> {}
        case TurnOrder.End _ -> ended = true;
      }
    }

    private void silence(String reply) {
      if (reply.equals(playingReply)) {
        playing = "";
        playingReply = "";
      }
    }
  }
}
