package com.quotahit.core.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * A call in virtual time, written as a score: who speaks from when to when, how fast the model is.
 * Plays the engine, the pacing of sound and the client around the real {@link TurnRules}; no sound,
 * no clock.
 */
final class Score {

  /** What was ordered, and when. */
  record Ordered(long atMs, TurnOrder order) {}

  /**
   * A false or true silence: what the rules believed was heard against what the client had played.
   */
  record Cut(long atMs, String reply, int believedMs, int trulyMs) {}

  private record Event(long at, long order, Runnable work) {}

  private static final int LEAD_MS = 2_000;

  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
  private final Map<TurnTimer, Long> timers = new EnumMap<>(TurnTimer.class);
  private final Map<String, Made> replies = new HashMap<>();
  private final List<Consumer<Turn>> watchers = new ArrayList<>();
  final List<Ordered> orders = new ArrayList<>();
  final List<Cut> cuts = new ArrayList<>();
  final User user = new User();
  final Model model = new Model();
  final Client client = new Client();
  private Turn turn;
  private long now;
  private long serial;
  private String open = "";
  private String piece = "";
  private int asked;

  Score(TurnSettings settings) {
    turn = Turn.of(settings);
  }

  static TurnSettings settings(String opening) {
    return TurnSettings.plain(new TurnSettings.Stage(opening, "[check in]", "[close]", "[cut in]"));
  }

  /** The other side picks up at once and speaks first. */
  static Score withOpening() {
    return new Score(settings("[open]"));
  }

  /** The caller has the first word. */
  static Score quiet() {
    return new Score(settings(""));
  }

  Turn turn() {
    return turn;
  }

  void watch(Consumer<Turn> watcher) {
    watchers.add(watcher);
  }

  Score playUntil(double seconds) {
    at(0, () -> hear(new TurnSignal.EngineReady(0)));
    every20ms();
    while (!queue.isEmpty() && queue.peek().at <= ms(seconds)) {
      Event next = queue.poll();
      now = next.at;
      next.work.run();
    }
    return this;
  }

  void at(double seconds, Runnable work) {
    atMs(ms(seconds), work);
  }

  void hear(TurnSignal signal) {
    Heard heard = TurnRules.hear(turn, signal);
    turn = heard.next();
    heard.orders().forEach(this::obey);
    watchers.forEach(watcher -> watcher.accept(turn));
  }

  long now() {
    return now;
  }

  <T extends TurnOrder> List<T> all(Class<T> kind) {
    return orders.stream().map(Ordered::order).filter(kind::isInstance).map(kind::cast).toList();
  }

  long whenFirst(Class<? extends TurnOrder> kind) {
    return orders.stream().filter(o -> kind.isInstance(o.order)).findFirst().orElseThrow().atMs;
  }

  List<String> transcript() {
    return all(TurnOrder.Record.class).stream()
        .map(TurnOrder.Record::turn)
        .map(t -> t.speaker().wire() + ": " + t.text() + (t.interrupted() ? " /" : ""))
        .toList();
  }

  List<EndReason> ends() {
    return all(TurnOrder.End.class).stream().map(TurnOrder.End::reason).toList();
  }

  private void obey(TurnOrder order) {
    orders.add(new Ordered(now, order));
    switch (order) {
      case TurnOrder.Answer answer -> model.answer(answer.guidance());
      case TurnOrder.TakeText text -> model.answer(text.text());
      case TurnOrder.Cancel(String reply) -> stop(reply);
      case TurnOrder.Truncate(String reply, int _) -> stop(reply);
      case TurnOrder.Play(String reply, String name, int from) -> {
        open = reply;
        piece = name;
        client.starts(replies.get(reply), name, from);
      }
      case TurnOrder.Clear(String reply, String name, int heardMs) -> {
        cuts.add(new Cut(now, name, heardMs, client.playedMs()));
        open = "";
        client.clear();
      }
      case TurnOrder.SetTimer(TurnTimer timer, long delay) -> {
        timers.put(timer, now + delay);
        atMs(now + delay, () -> fire(timer));
      }
      case TurnOrder.DropTimer(TurnTimer timer) -> timers.remove(timer);
      case TurnOrder.Record _, TurnOrder.Warn _, TurnOrder.HandOver _ -> {}
      case TurnOrder.End _ -> open = "";
    }
  }

  private void fire(TurnTimer timer) {
    Long due = timers.get(timer);
    if (due != null && due == now) {
      timers.remove(timer);
      hear(new TurnSignal.TimerFired(now, timer));
    }
  }

  private void stop(String reply) {
    if (replies.containsKey(reply)) {
      replies.get(reply).stopped = true;
    }
    if (open.equals(reply)) {
      open = "";
      client.clear();
    }
  }

  /** The engine makes sound, the pipeline sends it, the client plays it. */
  private void every20ms() {
    for (Made made : List.copyOf(replies.values())) {
      made.grow();
    }
    Made made = replies.get(open);
    if (made != null && !made.stopped) {
      int room = client.trulyInReply() + LEAD_MS;
      if (made.sentMs < made.madeMs && made.sentMs < room) {
        made.sentMs = Math.min(made.madeMs, room);
        client.got(made.sentMs);
        hear(new TurnSignal.Sent(now, made.id, made.sentMs, made.madeMs));
      }
      if (made.whole && made.sentMs == made.madeMs && !made.allSent && open.equals(made.id)) {
        made.allSent = true;
        hear(new TurnSignal.AllSent(now, made.id, made.sentMs));
      }
    }
    client.play();
    atMs(now + 20, this::every20ms);
  }

  private void atMs(long when, Runnable work) {
    queue.add(new Event(when, serial++, work));
  }

  private static long ms(double seconds) {
    return Math.round(seconds * 1000);
  }

  /** The caller, and what the engine hears of them. */
  final class User {
    private double endOfTurn = 0.3;
    private double transcript = 0.3;
    private boolean captions = true;
    private int turns;

    /** Like a speech-to-speech engine: no captions, and the text comes after the turn. */
    User isTranscribedLate(double seconds) {
      captions = false;
      transcript = seconds;
      return this;
    }

    User speaks(double from, double to, String text) {
      String id = "u" + ++turns;
      makesSound(from, to);
      String[] words = text.split(" ");
      if (captions) {
        for (double t = from + 0.15; t < to; t += 0.3) {
          int count =
              (int) Math.clamp(Math.ceil(words.length * (t - from) / (to - from)), 1, words.length);
          String part = String.join(" ", Arrays.copyOf(words, count));
          at(t, () -> hear(new TurnSignal.Words(now, id, part)));
        }
      }
      at(to + transcript, () -> hear(new TurnSignal.Transcribed(now, id, text, ms(from), ms(to))));
      at(to + endOfTurn, () -> hear(new TurnSignal.TurnOver(now, id, ms(to))));
      return this;
    }

    /** Sound without words: a cough, a door. */
    User makesSound(double from, double to) {
      at(from, () -> hear(new TurnSignal.SpeechBegan(now)));
      at(to, () -> hear(new TurnSignal.SpeechEnded(now)));
      return this;
    }

    User types(double when, String text) {
      String id = "t" + ++turns;
      at(when, () -> hear(new TurnSignal.Typed(now, id, text)));
      return this;
    }
  }

  /** The other side's engine. */
  final class Model {
    private double firstToken = 0.1;
    private double speed = 3;
    private boolean dead;
    private final List<String> lines = new ArrayList<>();
    private final List<Double> lengths = new ArrayList<>();

    Model firstTokenAfter(double seconds) {
      firstToken = seconds;
      return this;
    }

    Model says(String text, double seconds) {
      lines.add(text);
      lengths.add(seconds);
      return this;
    }

    Model speaksAt(double timesRealTime) {
      speed = timesRealTime;
      return this;
    }

    Model fallsSilent() {
      dead = true;
      return this;
    }

    private void answer(String guidance) {
      int n = asked++;
      if (dead) {
        return;
      }
      String text =
          n < lines.size() ? lines.get(n) : "Reply number " + (n + 1) + " to " + guidance + ".";
      double length = n < lengths.size() ? lengths.get(n) : 2;
      Made made = new Made("r" + (n + 1), text, (int) ms(length));
      atMs(
          now + ms(firstToken),
          () -> {
            replies.put(made.id, made);
            hear(new TurnSignal.ReplyBegan(now, made.id));
            if (!made.stopped) {
              hear(new TurnSignal.ReplySaid(now, made.id, text));
            }
          });
    }
  }

  private final class Made {
    final String id;
    final String text;
    final int lengthMs;
    int madeMs;
    int sentMs;
    boolean whole;
    boolean allSent;
    boolean stopped;

    Made(String id, String text, int lengthMs) {
      this.id = id;
      this.text = text;
      this.lengthMs = lengthMs;
    }

    void grow() {
      if (!stopped && !whole) {
        madeMs = (int) Math.min(lengthMs, madeMs + 20 * model.speed);
        if (madeMs == lengthMs) {
          whole = true;
          hear(new TurnSignal.ReplyMade(now, id, text, madeMs));
        }
      }
    }
  }

  /** The caller's loudspeaker. */
  final class Client {
    private double lag = 0.08;
    private boolean reports = true;
    private String playing = "";
    private int from;
    private int got;
    private int played;
    private long startsAt = -1;
    int ghosts;

    Client startsAfter(double seconds) {
      lag = seconds;
      return this;
    }

    Client reportsNothing() {
      reports = false;
      return this;
    }

    private void starts(Made made, String name, int fromMs) {
      playing = name;
      from = fromMs;
      got = 0;
      played = 0;
      startsAt = -1;
      made.sentMs = fromMs;
      made.allSent = false;
    }

    private void got(int sentMs) {
      if (playing.isEmpty()) {
        ghosts++;
      }
      if (startsAt < 0) {
        startsAt = now + ms(lag);
      }
      got = sentMs - from;
    }

    private void clear() {
      playing = "";
    }

    private void play() {
      if (playing.isEmpty() || startsAt < 0 || now < startsAt) {
        return;
      }
      played = Math.min(got, played + 20);
      if (reports && now % 100 == 0) {
        String name = playing;
        int position = played;
        atMs(now + 15, () -> hear(new TurnSignal.PlayedTo(now, name, position)));
      }
    }

    private int playedMs() {
      return played;
    }

    private int trulyInReply() {
      return from + played;
    }
  }
}
