package com.quotahit.actors.voice.cascade;

import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.voice.BackChannelPolicy;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.Openers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call held by the cascade: brings together what was heard, what was said before and the reply
 * that is being made. Lives on one thread.
 */
final class CascadeConversation implements CascadeEar.Listener, CascadeReply.Stage {

  /** Signals that may wait for the listener before no more sound is made. */
  private static final int WAITING_MAX = 200;

  private static final int REPLIES_REMEMBERED = 4;

  /** A reply begun on suspicion and not wanted by then is not wanted at all. */
  private static final int SUSPICION_MS_MAX = 4_000;

  /** A shorter wait is no wait. */
  private static final int WORTH_A_LEAD_IN_MS = 200;

  private final CascadeEngine.Parts parts;
  private final CascadeSettings settings;
  private final Consumer<Runnable> later;
  private final Consumer<EngineSignal> signals;
  private final CascadeMemory memory;
  private final CascadeEar ear;
  private final Deque<CascadeReply> lastReplies = new ArrayDeque<>();

  private EngineBrief brief;
  private @Nullable CascadeReply reply;
  private @Nullable Suspicion suspicion;
  private CascadeEar.@Nullable HeardTurn timed;
  private String callerText = "";
  private String lastLeadIn = "";
  private int turns;
  private long usualFirstClauseMs = 600;
  private boolean closed;

  private record Suspicion(String text, CascadeReply reply) {}

  CascadeConversation(
      CascadeEngine.Parts parts,
      CascadeSettings settings,
      EngineBrief brief,
      Consumer<Runnable> later,
      Consumer<EngineSignal> signals) {
    this.parts = parts;
    this.settings = settings;
    this.brief = brief;
    this.later = task -> later.accept(() -> unlessClosed(task));
    this.signals = signals;
    this.memory = new CascadeMemory(brief);
    this.ear = new CascadeEar(parts.recognizer(), parts.activity().open(), this.later, this);
  }

  void take(EngineOrder order) {
    switch (order) {
      case EngineOrder.Hear(byte[] pcm) -> ear.hear(pcm);
      case EngineOrder.TakeText(String _, String text) -> {
        memory.callerSaid(text);
        callerText = text;
        timed = null;
        dropSuspicion();
        respond("");
      }
      case EngineOrder.Respond(String guidance) -> respond(guidance);
      case EngineOrder.HandOver _ -> handOver();
      case EngineOrder.Cancel(String id) -> cancel(id);
      case EngineOrder.Truncate(String id, int heardMs) -> truncate(id, heardMs);
      case EngineOrder.Close _ -> close();
    }
  }

  boolean isBusy() {
    return ear.isOpen() || reply != null || suspicion != null;
  }

  /**
   * @param signalsWaiting signals that the listener has not taken yet
   */
  void tick(int signalsWaiting) {
    ear.tick();
    if (suspicion != null && suspicion.reply.ageMs() > SUSPICION_MS_MAX) {
      dropSuspicion();
    }
    CascadeReply current = reply;
    if (current == null) {
      return;
    }
    if (!current.hasText() && current.ageMs() > settings.firstWordWithin().toMillis()) {
      emit(
          new EngineSignal.Trouble(
              "engine.model-too-slow", "the language model did not answer in time", false));
      current.stop();
      emit(new EngineSignal.ReplyDone(current.id(), current.spoken().text()));
      done(current);
    } else if (signalsWaiting < WAITING_MAX) {
      current.tick();
    }
  }

  void close() {
    if (!closed) {
      closed = true;
      dropSuspicion();
      if (reply != null) {
        reply.stop();
      }
      ear.close();
    }
  }

  // What the ear tells.

  @Override
  public void heard(EngineSignal signal) {
    emit(signal);
  }

  @Override
  public void likelyTurn(String text) {
    boolean onlyListening = reply != null && BackChannelPolicy.listensOn(text);
    if (settings.speculates() && !onlyListening) {
      dropSuspicion();
      suspicion = new Suspicion(text, begin(memory.messagesAfter(text), text));
    }
  }

  @Override
  public void goesOn() {
    dropSuspicion();
  }

  @Override
  public void turnOver(CascadeEar.HeardTurn turn) {
    memory.callerSaid(turn.text());
    callerText = turn.text();
    timed = turn;
    turns++;
    emit(new EngineSignal.HeardFinal(turn.turn(), turn.text(), turn.startMs(), turn.endMs()));
    emit(new EngineSignal.TurnEnded(turn.turn(), turn.endMs()));
  }

  // What a reply needs.

  @Override
  public void emit(EngineSignal signal) {
    signals.accept(signal);
    if (signal instanceof EngineSignal.ReplyAudio && timed != null && reply != null) {
      CascadeEar.HeardTurn turn = timed;
      timed = null;
      signals.accept(
          new EngineSignal.TurnTiming(
              turn.turn(),
              turn.transcribedAfterMs(),
              turn.endedAfterMs(),
              reply.modelMs(),
              reply.synthesisMs()));
    }
  }

  @Override
  public Consumer<Runnable> later() {
    return later;
  }

  @Override
  public Optional<String> leadIn(String firstClause, long beingMadeMs) {
    if (!settings.leadIns() || usualFirstClauseMs - beingMadeMs < WORTH_A_LEAD_IN_MS) {
      return Optional.empty();
    }
    Optional<String> opener = Openers.leadIn(callerText, firstClause, lastLeadIn, turns);
    lastLeadIn = opener.orElse("");
    return opener;
  }

  @Override
  public void firstClauseTook(long ms) {
    if (ms >= 0) {
      usualFirstClauseMs = (3 * usualFirstClauseMs + ms) / 4;
    }
  }

  @Override
  public void done(CascadeReply finished) {
    remember(finished);
    if (reply == finished) {
      reply = null;
    }
  }

  /** What was begun on suspicion would speak with the wrong voice. */
  private void handOver() {
    dropSuspicion();
    brief = brief.handedOver();
    memory.playedBy(brief);
  }

  // Replies.

  private void respond(String guidance) {
    if (reply != null) {
      cancel(reply.id());
    }
    Suspicion guessed = suspicion;
    suspicion = null;
    if (guessed != null && guidance.isBlank() && guessed.text.equals(callerText)) {
      reply = guessed.reply;
    } else {
      if (guessed != null) {
        guessed.reply.stop();
      }
      if (!guidance.isBlank()) {
        timed = null;
      }
      reply = begin(memory.messages(guidance), guidance.isBlank() ? callerText : "");
    }
    reply.release();
  }

  private CascadeReply begin(List<ChatMessage> messages, String answers) {
    var begun =
        new CascadeReply(
            parts.synthesizer(),
            parts.readySpeech(),
            brief.voice(),
            brief.speed(),
            !answers.isBlank(),
            this);
    begun.begin(
        parts.model().stream(
            new ChatRequest(
                settings.model(),
                messages,
                Optional.empty(),
                settings.answerTokensMax(),
                settings.firstWordWithin().multipliedBy(4),
                Optional.empty())));
    return begun;
  }

  private void cancel(String id) {
    CascadeReply current = reply;
    if (current != null && current.id().equals(id)) {
      current.stop();
      done(current);
    }
  }

  private void truncate(String id, int heardMs) {
    cancel(id);
    for (CascadeReply known : lastReplies) {
      if (known.id().equals(id)) {
        memory.heardOnly(id, known.spoken().heard(heardMs));
      }
    }
  }

  private void remember(CascadeReply finished) {
    memory.weSaid(finished.id(), finished.spoken().text());
    lastReplies.addLast(finished);
    if (lastReplies.size() > REPLIES_REMEMBERED) {
      lastReplies.removeFirst();
    }
  }

  private void dropSuspicion() {
    if (suspicion != null) {
      suspicion.reply.stop();
      suspicion = null;
    }
  }

  private void unlessClosed(Runnable task) {
    if (!closed) {
      task.run();
    }
  }
}
