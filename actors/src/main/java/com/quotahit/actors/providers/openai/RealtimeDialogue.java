package com.quotahit.actors.providers.openai;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.EngineSignal.Trouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call's side of the provider: orders and provider events in, signals out. It runs on the
 * stage's thread and touches neither clock nor thread; time comes as alarms.
 */
final class RealtimeDialogue {

  /** What the dialogue needs done around it. */
  interface Surroundings {

    void signal(EngineSignal signal);

    /** Takes back what was signalled of a reply and not yet taken. */
    void takeBack(String reply);

    void alarm(Alarm alarm, Duration after);

    void noAlarm(Alarm alarm);

    /** What the provider counted for a reply, whoever still wanted it. */
    void used(TokenUse tokens, AudioUse audio);

    /** What the provider counted for writing down what the caller said. */
    void transcribed(TokenUse tokens, AudioUse audio);

    /** Nothing more will come. */
    void finish();

    long nanos();
  }

  enum Alarm {
    SESSION,
    RENEW,
    RECONNECT,
    NO_REPLY,
    SOUND
  }

  /** Two seconds: speech is noticed a little after it began. */
  private static final long QUIET_BYTES = 2_000 * 48;

  private static final Duration SOUND_AGAIN = Duration.ofMillis(20);

  private static final long SAME_TROUBLE_WITHIN = 1_000_000_000L;

  private final OpenAiSettings settings;
  private final Surroundings around;
  private final RealtimeLinks links;
  private final RealtimeHistory history;
  private final CallerSound sound;
  private final CallerTurns turns = new CallerTurns();
  private final RealtimeReplies replies;
  private EngineBrief brief;
  private boolean lostSound;
  private boolean soundWaits;
  private @Nullable Trouble lastTrouble;
  private long lastTroubleAt;
  private long speechFromBytes;

  RealtimeDialogue(
      EngineBrief brief, OpenAiSettings settings, RealtimeLinks links, Surroundings around) {
    this.brief = brief;
    this.settings = settings;
    this.links = links;
    this.around = around;
    this.history = new RealtimeHistory(brief, settings.realtime().historyTurnsMax());
    this.replies = new RealtimeReplies(brief, links, history, around);
    this.sound = new CallerSound(settings.realtime().holdAudio().toMillis() * 48);
  }

  void start() {
    links.open();
  }

  // Orders

  void take(EngineOrder order) {
    switch (order) {
      case EngineOrder.Hear hear -> hear(hear.pcm());
      case EngineOrder.TakeText typed -> typed(typed);
      case EngineOrder.Respond respond -> replies.want(respond.guidance());
      case EngineOrder.HandOver _ -> handOver();
      case EngineOrder.Cancel cancel -> replies.cancel(cancel.reply());
      case EngineOrder.Truncate truncate -> replies.truncate(truncate.reply(), truncate.heardMs());
      case EngineOrder.Close _ -> close();
    }
  }

  void close() {
    links.close();
    around.finish();
  }

  private void hear(byte[] pcm) {
    sound.hear(pcm);
    RealtimeLink link = links.current();
    if (link == null || !link.ready()) {
      return;
    }
    give(link);
    if (!turns.speaking()) {
      sound.keepLast(QUIET_BYTES);
    }
  }

  /** What the socket cannot take now is tried again until it is too old. */
  private void give(RealtimeLink link) {
    if (sound.give(link::sound) > 0 && !lostSound) {
      lostSound = true;
      around.signal(RealtimeTrouble.SOUND_LOST);
    }
    if (sound.due() && !soundWaits) {
      soundWaits = true;
      around.alarm(Alarm.SOUND, SOUND_AGAIN);
    }
  }

  private void giveAgain() {
    soundWaits = false;
    RealtimeLink link = links.current();
    if (link != null && link.ready()) {
      give(link);
    }
  }

  private void typed(EngineOrder.TakeText typed) {
    RealtimeHistory.Entry said = history.add(typed.turn(), true, typed.text());
    RealtimeLink link = links.current();
    if (link != null && link.ready()) {
      link.send(ClientEvents.message(said));
    }
    replies.due(typed.turn(), 0);
    replies.want("");
  }

  /** A provider's voice is fixed once it has spoken, so another speaker is another session. */
  private void handOver() {
    brief = brief.handedOver();
    replies.lose();
    replies.playedBy(brief);
    turns.settle().forEach(this::heard);
    speechFromBytes = sound.bytes();
    links.replace();
  }

  // Links

  void arrived(RealtimeLink link, RealtimeLink.Arrival arrival) {
    if (!links.knows(link)) {
      if (arrival instanceof RealtimeLink.Arrival.Opened late) {
        late.socket().close();
      }
      return;
    }
    switch (arrival) {
      case RealtimeLink.Arrival.Opened opened -> {
        link.use(opened.socket());
        link.send(ClientEvents.session(brief, settings));
        around.alarm(Alarm.SESSION, settings.realtime().sessionTimeout());
      }
      case RealtimeLink.Arrival.Refused refused -> refused(link, refused.status());
      case RealtimeLink.Arrival.Ended _ -> lost(link);
      case RealtimeLink.Arrival.Event event -> event(link, event.event());
    }
  }

  void rang(Alarm alarm) {
    switch (alarm) {
      case SESSION -> links.stalled().ifPresent(this::lost);
      case RENEW -> {
        links.renew();
        switchIfQuiet();
      }
      case RECONNECT -> links.open();
      case NO_REPLY -> replies.overdue();
      case SOUND -> giveAgain();
    }
  }

  private void ready(RealtimeLink link) {
    if (link.ready()) {
      return;
    }
    link.becomeReady();
    if (links.isFresh(link)) {
      switchIfQuiet();
      return;
    }
    around.noAlarm(Alarm.SESSION);
    links.settled();
    prime(link);
    around.signal(new EngineSignal.Listening());
    around.alarm(Alarm.RENEW, settings.realtime().renewAfter());
    replies.ask();
  }

  /** Tells a session what was said, then what is being said. */
  private void prime(RealtimeLink link) {
    history.replay().forEach(entry -> link.send(ClientEvents.message(entry)));
    sound.giveFrom(speechFromBytes);
    give(link);
  }

  private void switchIfQuiet() {
    boolean quiet = replies.quiet() && !turns.speaking() && !turns.waiting();
    links
        .takeFresh(quiet)
        .ifPresent(fresh -> {
          around.noAlarm(Alarm.SESSION);
          replies.lose();
          speechFromBytes = turns.speaking() ? speechFromBytes : sound.bytes();
          prime(fresh);
          around.alarm(Alarm.RENEW, settings.realtime().renewAfter());
          replies.ask();
        });
  }

  private void refused(RealtimeLink link, int status) {
    if (status == 0 || status == 408 || status == 429 || status >= 500) {
      lost(link);
    } else if (links.isFresh(link)) {
      links.dropFresh();
    } else {
      fatal(RealtimeTrouble.ofStatus(status));
    }
  }

  private void lost(RealtimeLink link) {
    if (links.isFresh(link)) {
      links.dropFresh();
      return;
    }
    boolean was = link.ready();
    if (!turns.speaking()) {
      speechFromBytes = was ? sound.given() : speechFromBytes;
    }
    replies.lose();
    turns.settle().forEach(this::heard);
    if (!links.lost()) {
      fatal(RealtimeTrouble.UNREACHABLE);
    } else if (was) {
      around.signal(RealtimeTrouble.RECONNECTING);
    }
  }

  private void fatal(Trouble trouble) {
    around.signal(trouble);
    close();
  }

  // Events

  /** Paid for, whoever still wants it. */
  private void counted(ServerEvent event) {
    if (event instanceof ServerEvent.ReplyEnded ended) {
      around.used(ended.tokens(), ended.audio());
    } else if (event instanceof ServerEvent.TranscriptDone done) {
      around.transcribed(done.tokens(), done.audio());
    }
  }

  private void event(RealtimeLink link, ServerEvent event) {
    boolean fresh = links.isFresh(link);
    counted(event);
    switch (event) {
      case ServerEvent.SessionUpdated _ -> ready(link);
      case ServerEvent.Failed failed -> failed(link, failed);
      case ServerEvent.Unreadable _ ->
          tell(new Trouble("engine.unreadable", "an event was not JSON", false));
      case ServerEvent.SpeechStarted started when !fresh -> speechStarted(link, started);
      case ServerEvent.SpeechStopped stopped when !fresh -> speechStopped(link, stopped);
      case ServerEvent.Committed committed when !fresh -> committed(committed.itemId());
      case ServerEvent.TranscriptDelta more when !fresh ->
          around.signal(
              new EngineSignal.HeardPartial(
                  more.itemId(), turns.more(more.itemId(), more.delta())));
      case ServerEvent.TranscriptDone done when !fresh -> {
        heard(turns.words(done.itemId(), done.text()));
        switchIfQuiet();
      }
      case ServerEvent.TranscriptFailed lost when !fresh -> {
        around.signal(RealtimeTrouble.NOT_TRANSCRIBED);
        heard(turns.words(lost.itemId(), ""));
        switchIfQuiet();
      }
      case ServerEvent.ReplyCreated created when !fresh -> replies.created(link, created.replyId());
      case ServerEvent.ReplyAudio audio when !fresh -> replies.sound(audio);
      case ServerEvent.ReplyText text when !fresh -> replies.text(text);
      case ServerEvent.ReplyEnded ended when !fresh -> {
        replies.ended(ended);
        switchIfQuiet();
      }
      case ServerEvent.SpeechStarted _,
          ServerEvent.SpeechStopped _,
          ServerEvent.Committed _,
          ServerEvent.TranscriptDelta _,
          ServerEvent.TranscriptDone _,
          ServerEvent.TranscriptFailed _,
          ServerEvent.ReplyCreated _,
          ServerEvent.ReplyAudio _,
          ServerEvent.ReplyText _,
          ServerEvent.ReplyEnded _,
          ServerEvent.Other _ -> {}
    }
  }

  private void failed(RealtimeLink link, ServerEvent.Failed failed) {
    if (links.isFresh(link)) {
      links.dropFresh();
      return;
    }
    if (failed.code().equals("conversation_already_has_active_response")) {
      replies.notNow();
    }
    RealtimeTrouble.of(failed.code(), link.ready())
        .ifPresent(trouble -> {
          if (trouble.fatal()) {
            fatal(trouble);
          } else {
            tell(trouble);
          }
        });
    if (failed.code().equals("session_expired")) {
      link.close();
    }
  }

  /** A provider that repeats itself is quoted once a second. */
  private void tell(Trouble trouble) {
    long now = around.nanos();
    if (!trouble.equals(lastTrouble) || now - lastTroubleAt > SAME_TROUBLE_WITHIN) {
      lastTrouble = trouble;
      lastTroubleAt = now;
      around.signal(trouble);
    }
  }

  private void speechStarted(RealtimeLink link, ServerEvent.SpeechStarted started) {
    // At the very beginning of a session there is no sound before the speech to be counted in.
    long prefix = started.startMs() == 0 ? 0 : TurnPositions.PREFIX_MS;
    long at = Math.min(link.positions().inCall(started.startMs()) + prefix, sound.positionMs());
    boolean already = turns.speaking();
    turns.started(started.itemId(), at);
    if (!already) {
      speechFromBytes = Math.max(0, (at - 500) * 48);
      around.signal(new EngineSignal.SpeechStarted(at));
    }
  }

  private void speechStopped(RealtimeLink link, ServerEvent.SpeechStopped stopped) {
    long start = turns.turn(stopped.itemId()).startMs();
    long reported = link.positions().inCall(stopped.endMs());
    long end =
        brief.semanticTurns()
            ? sound.speechEndMs(start, reported)
            : reported - settings.realtime().silence().toMillis();
    long at = Math.clamp(end, start, Math.max(sound.positionMs(), start));
    turns.stopped(stopped.itemId(), at);
    around.signal(new EngineSignal.SpeechStopped(at));
  }

  private void committed(String itemId) {
    if (!turns.turn(itemId).stopped()) {
      turns.stopped(itemId, sound.positionMs());
    }
    CallerTurns.Turn turn = turns.committed(itemId);
    speechFromBytes = sound.bytes();
    history.add(itemId, true, "");
    replies.due(itemId, sound.positionMs() - turn.endMs());
    around.signal(new EngineSignal.TurnEnded(itemId, turn.endMs()));
  }

  private void heard(EngineSignal.HeardFinal words) {
    history.say(words.turn(), words.text());
    around.signal(words);
  }
}
