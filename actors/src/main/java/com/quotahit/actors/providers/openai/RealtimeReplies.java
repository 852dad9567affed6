package com.quotahit.actors.providers.openai;

import com.quotahit.actors.providers.openai.RealtimeDialogue.Alarm;
import com.quotahit.actors.providers.openai.RealtimeDialogue.Surroundings;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.EngineSignal.Trouble;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provider's replies in one call: asked for one at a time, and deaf to what still arrives of
 * one that was cancelled.
 */
final class RealtimeReplies {

  private static final Duration NO_REPLY_AFTER = Duration.ofSeconds(10);
  private static final Duration NO_END_AFTER = Duration.ofSeconds(2);
  private static final int REPLIES_MOST = 32;

  private final RealtimeLinks links;
  private final RealtimeHistory history;
  private final Surroundings around;
  private final Map<String, SpokenReply> replies = new LinkedHashMap<>();
  private EngineBrief brief;
  private @Nullable SpokenReply running;
  private @Nullable String wanted;
  private boolean asked;
  private boolean wantedSince;
  private String answeredTurn = "";
  private long turnEndedAt;
  private long askedAt;

  RealtimeReplies(
      EngineBrief brief, RealtimeLinks links, RealtimeHistory history, Surroundings around) {
    this.brief = brief;
    this.links = links;
    this.history = history;
    this.around = around;
  }

  void playedBy(EngineBrief speaker) {
    brief = speaker;
  }

  boolean quiet() {
    return running == null && !asked;
  }

  /**
   * A turn of the caller's is over.
   *
   * @param silentMs sound heard since the last word; the time to the answer counts from there
   */
  void due(String turn, long silentMs) {
    answeredTurn = turn;
    turnEndedAt = around.nanos() - Math.max(0, silentMs) * 1_000_000;
  }

  /** The provider still had a reply under way; the question comes again when that is over. */
  void notNow() {
    asked = false;
  }

  /** The provider did not begin, or did not end, what it should have. */
  void overdue() {
    if (asked) {
      asked = false;
      wanted = null;
      around.signal(RealtimeTrouble.NO_REPLY);
    } else if (running != null && running.discarded()) {
      running = null;
      ask();
    }
  }

  /** One that is wanted while another is asked for comes after that, and is not that one. */
  void want(String guidance) {
    wantedSince = asked;
    wanted = guidance;
    ask();
  }

  /** Asks for the wanted reply as soon as the provider can take the question. */
  void ask() {
    RealtimeLink link = links.current();
    if (wanted == null || asked || link == null || !link.ready()) {
      return;
    }
    if (running != null) {
      if (running.discarded()) {
        around.alarm(Alarm.NO_REPLY, NO_END_AFTER);
      }
      return;
    }
    link.send(ClientEvents.respond(brief, wanted));
    asked = true;
    wantedSince = false;
    askedAt = around.nanos();
    around.alarm(Alarm.NO_REPLY, NO_REPLY_AFTER);
  }

  void cancel(String id) {
    SpokenReply reply = replies.get(id);
    if (reply == null) {
      return;
    }
    reply.discard();
    around.takeBack(id);
    if (reply == running) {
      reply.link().send(ClientEvents.cancel(id));
    }
  }

  void truncate(String id, int heardMs) {
    SpokenReply reply = replies.get(id);
    if (reply == null || reply.itemId().isEmpty()) {
      return;
    }
    reply.discard();
    around.takeBack(id);
    long heard = Math.clamp(heardMs, 0, reply.receivedMs());
    history.say(id, reply.heard(heard));
    RealtimeLink link = links.current();
    if (reply.link() == link) {
      link.send(ClientEvents.truncate(reply.itemId(), heard));
    } else if (link != null && link.ready()) {
      correct(link, id);
    }
  }

  /** A fresh session knows the reply only from us, so it is told again, shorter. */
  private void correct(RealtimeLink link, String id) {
    Optional<RealtimeHistory.Entry> entry = history.find(id);
    entry.ifPresent(said -> {
      link.send(ClientEvents.forget(said.itemId()));
      if (!said.text().isBlank()) {
        link.send(ClientEvents.message(history.renamed(said)));
      }
    });
  }

  /** What was received of a reply is all that there will be of it. */
  void lose() {
    if (asked) {
      asked = false;
      around.noAlarm(Alarm.NO_REPLY);
    }
    if (running != null) {
      over(running);
    }
  }

  void created(RealtimeLink link, String id) {
    around.noAlarm(Alarm.NO_REPLY);
    asked = false;
    wanted = wantedSince ? wanted : null;
    wantedSince = false;
    SpokenReply reply = new SpokenReply(id, link);
    running = reply;
    replies.put(id, reply);
    if (replies.size() > REPLIES_MOST) {
      replies.remove(replies.keySet().iterator().next());
    }
    history.add(id, false, "");
    around.signal(new EngineSignal.ReplyStarted(id));
  }

  void sound(ServerEvent.ReplyAudio audio) {
    SpokenReply reply = replies.get(audio.replyId());
    if (reply == null || reply.discarded()) {
      return;
    }
    boolean first = reply.receivedMs() == 0;
    byte[] pcm = reply.sound(audio.itemId(), audio.pcm());
    if (pcm.length > 0) {
      around.signal(new EngineSignal.ReplyAudio(reply.id(), pcm));
    }
    if (first && !answeredTurn.isEmpty()) {
      timing();
    }
  }

  private void timing() {
    long now = around.nanos();
    around.signal(
        new EngineSignal.TurnTiming(
            answeredTurn,
            -1,
            (askedAt - turnEndedAt) / 1_000_000,
            (now - askedAt) / 1_000_000,
            -1));
    answeredTurn = "";
  }

  void text(ServerEvent.ReplyText text) {
    SpokenReply reply = replies.get(text.replyId());
    if (reply != null && !reply.discarded()) {
      reply.write(text.delta());
      around.signal(new EngineSignal.ReplyText(reply.id(), text.delta()));
    }
  }

  void ended(ServerEvent.ReplyEnded ended) {
    SpokenReply reply = replies.get(ended.replyId());
    if (reply == null || reply != running) {
      asked = false;
      ask();
      return;
    }
    if (!reply.discarded() && ended.status().equals("failed")) {
      RealtimeTrouble.of(ended.reason(), true)
          .ifPresent(
              trouble -> around.signal(new Trouble(trouble.code(), trouble.detail(), false)));
    } else if (!reply.discarded() && reply.receivedMs() == 0) {
      around.signal(RealtimeTrouble.EMPTY_REPLY);
    }
    over(reply);
    ask();
  }

  private void over(SpokenReply reply) {
    running = null;
    if (!reply.discarded()) {
      history.say(reply.id(), reply.text());
      around.signal(new EngineSignal.ReplyDone(reply.id(), reply.text()));
    }
  }
}
