package com.quotahit.actors.voice.cascade;

import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.voice.ClauseSplitter;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.ReadySpeechPort;
import com.quotahit.core.voice.SpeechUnavailable;
import com.quotahit.core.voice.SynthesizerPort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One reply: the model's text is cut into clauses, each is spoken while the next is written. Lives
 * on one thread.
 *
 * <p>A reply may be begun on suspicion: then it thinks and makes the sound of its first clause, and
 * nobody hears of it until it is {@link #release released}.
 *
 * <p>This file is long because text, clauses and sound of one reply overtake each other and share
 * one state; told apart in classes they would need a protocol between them.
 */
final class CascadeReply {

  /** What a reply needs from around it. */
  interface Stage {

    void emit(EngineSignal signal);

    /** Back to the conversation's thread. */
    Consumer<Runnable> later();

    /** The reply is complete. */
    void done(CascadeReply reply);

    /**
     * An opener to lead in with while this first clause is made; empty for none.
     *
     * @param beingMadeMs how long it has been in the making
     */
    Optional<String> leadIn(String firstClause, long beingMadeMs);

    /** Experience of how long a first clause takes; negative for any other clause. */
    void firstClauseTook(long ms);
  }

  /** Sound made further ahead than this is likely to be thrown away by an interruption. */
  private static final int AHEAD_MS = 8_000;

  /** Who says "well" to gain time takes a breath after it: 200 ms. */
  private static final int PAUSE_AFTER_LEAD_IN = 200 * 48;

  /** A reply that may not be wanted needs a good start and no more. */
  private static final int ON_SUSPICION_MS = 1_200;

  private final String id = "reply_" + UUID.randomUUID();
  private final SynthesizerPort synthesizer;
  private final ReadySpeechPort ready;
  private final String voice;
  private final double speed;
  private final Stage stage;
  private final ClauseSplitter splitter = new ClauseSplitter();
  private final SpokenClauses spoken = new SpokenClauses();
  private final Deque<String> unspoken = new ArrayDeque<>();
  private final List<EngineSignal> held = new ArrayList<>();
  private final long beganNanos = System.nanoTime();

  private Flow.@Nullable Subscription model;
  private Flow.@Nullable Subscription voicing;
  private @Nullable Clause clause;
  private boolean released;
  private boolean leadInTried;
  private boolean writtenOut;
  private boolean over;
  private long firstTextNanos;
  private long firstSoundNanos;

  /**
   * @param answers whether it answers the caller, so that an opener may lead it in
   */
  CascadeReply(
      SynthesizerPort synthesizer,
      ReadySpeechPort ready,
      String voice,
      double speed,
      boolean answers,
      Stage stage) {
    this.synthesizer = synthesizer;
    this.ready = ready;
    this.voice = voice;
    this.speed = speed;
    this.stage = stage;
    this.leadInTried = !answers;
  }

  String id() {
    return id;
  }

  boolean isOver() {
    return over;
  }

  SpokenClauses spoken() {
    return spoken;
  }

  /** From the request to the model until its first text; -1 while there is none. */
  int modelMs() {
    return firstTextNanos == 0 ? -1 : (int) ((firstTextNanos - beganNanos) / 1_000_000);
  }

  /** From the first text to the first sound; -1 while there is none. */
  int synthesisMs() {
    return firstSoundNanos == 0 ? -1 : (int) ((firstSoundNanos - firstTextNanos) / 1_000_000);
  }

  boolean hasText() {
    return firstTextNanos != 0;
  }

  boolean hasSound() {
    return firstSoundNanos != 0;
  }

  long ageMs() {
    return (System.nanoTime() - beganNanos) / 1_000_000;
  }

  void begin(Flow.Publisher<String> text) {
    text.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            stage.later().accept(() -> modelAnswers(subscription));
          }

          @Override
          public void onNext(String delta) {
            stage.later().accept(() -> written(delta));
          }

          @Override
          public void onError(Throwable failure) {
            stage.later().accept(() -> failed(failure));
          }

          @Override
          public void onComplete() {
            stage.later().accept(CascadeReply.this::complete);
          }
        });
  }

  /** Nobody doubts any more that this reply is wanted. */
  void release() {
    released = true;
    stage.emit(new EngineSignal.ReplyStarted(id));
    List<EngineSignal> sofar = List.copyOf(held);
    held.clear();
    sofar.forEach(stage::emit);
    if (firstSoundNanos != 0) {
      firstSoundNanos = System.nanoTime();
    }
    if (!over) {
      speak();
      leadInWhileWaiting();
    } else {
      stage.done(this);
    }
  }

  /** Ends all work at once; what was emitted stays. */
  void stop() {
    over = true;
    unspoken.clear();
    held.clear();
    if (model != null) {
      model.cancel();
    }
    if (voicing != null) {
      voicing.cancel();
    }
  }

  /** Called now and then: goes on where it waited for the listener to catch up. */
  void tick() {
    if (!over && released) {
      speak();
    }
  }

  private void modelAnswers(Flow.Subscription subscription) {
    if (over) {
      subscription.cancel();
    } else {
      model = subscription;
      subscription.request(Long.MAX_VALUE);
    }
  }

  private void written(String delta) {
    if (over || delta.isEmpty()) {
      return;
    }
    if (firstTextNanos == 0) {
      firstTextNanos = System.nanoTime();
    }
    unspoken.addAll(splitter.accept(delta));
    speak();
    leadInWhileWaiting();
  }

  private void complete() {
    if (!over) {
      writtenOut = true;
      unspoken.addAll(splitter.finish());
      speak();
      leadInWhileWaiting();
    }
  }

  private void failed(Throwable failure) {
    if (over) {
      return;
    }
    boolean nothingSaid = spoken.isEmpty() && clause == null && unspoken.isEmpty();
    emit(
        new EngineSignal.Trouble(
            code(failure), "the language model did not answer as asked", false));
    writtenOut = true;
    if (nothingSaid) {
      finish();
    } else {
      unspoken.addAll(splitter.finish());
      speak();
    }
  }

  /** A clause on its way from text to sound. */
  private static final class Clause {
    private final String text;
    private final long sinceNanos;
    private boolean told;

    Clause(String text, long sinceNanos) {
      this.text = text;
      this.sinceNanos = sinceNanos;
    }
  }

  private final class Voicing implements Flow.Subscriber<byte[]> {
    private final Clause now;

    Voicing(Clause now) {
      this.now = now;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      stage.later().accept(() -> voicing(now, subscription));
    }

    @Override
    public void onNext(byte[] pcm) {
      stage.later().accept(() -> voiced(now, pcm));
    }

    @Override
    public void onError(Throwable failure) {
      stage.later().accept(() -> unspeakable(now));
    }

    @Override
    public void onComplete() {
      stage.later().accept(() -> voicedAll(now));
    }
  }

  private static String code(Throwable failure) {
    if (failure instanceof ModelFailure known) {
      return switch (known.kind()) {
        case TRANSIENT -> "engine.model-unreachable";
        case PERMANENT -> "engine.model-rejected-request";
        case QUOTA -> "engine.model-quota";
        case KEY_REJECTED -> "engine.model-key-rejected";
        case REFUSED -> "engine.model-refused";
      };
    }
    return "engine.model-unreachable";
  }

  private void speak() {
    if (over || clause != null) {
      return;
    }
    if (unspoken.isEmpty()) {
      if (writtenOut) {
        finish();
      }
      return;
    }
    boolean enoughOnSuspicion = !released && spoken.ms() >= ON_SUSPICION_MS;
    if (!enoughOnSuspicion && aheadMs() < AHEAD_MS) {
      voice(new Clause(unspoken.removeFirst(), System.nanoTime()));
    }
  }

  /** The first clause is being made and takes its time: say something that is there already. */
  private void leadInWhileWaiting() {
    Clause first = clause;
    if (leadInTried || !released || over || first == null || firstSoundNanos != 0) {
      return;
    }
    leadInTried = true;
    if (ready.ready(first.text, voice, speed).isEmpty()) {
      stage
          .leadIn(first.text, (System.nanoTime() - first.sinceNanos) / 1_000_000)
          .ifPresent(this::leadIn);
    }
  }

  private void leadIn(String opener) {
    ready
        .ready(opener, voice, speed)
        .ifPresent(sound -> {
          tell(opener);
          sound(Arrays.copyOf(sound, sound.length + PAUSE_AFTER_LEAD_IN));
        });
  }

  private void voice(Clause next) {
    clause = next;
    var request = new SynthesizerPort.Request(next.text, voice, speed, Math.max(0, aheadMs()));
    try {
      synthesizer.speak(request).subscribe(new Voicing(next));
    } catch (SpeechUnavailable unavailable) {
      stage.later().accept(() -> unspeakable(next));
    }
  }

  private void voicing(Clause now, Flow.Subscription subscription) {
    if (over || clause != now) {
      subscription.cancel();
    } else {
      voicing = subscription;
      subscription.request(Long.MAX_VALUE);
    }
  }

  private void voiced(Clause now, byte[] pcm) {
    if (over || clause != now) {
      return;
    }
    if (!now.told) {
      now.told = true;
      stage.firstClauseTook(
          firstSoundNanos == 0 ? (System.nanoTime() - now.sinceNanos) / 1_000_000 : -1);
      tell(now.text);
    }
    sound(pcm);
  }

  private void voicedAll(Clause now) {
    if (over || clause != now) {
      return;
    }
    if (!now.told) {
      tell(now.text);
    }
    clause = null;
    voicing = null;
    speak();
  }

  /**
   * A clause without sound is still a clause of the conversation: it is shown, and the next one is
   * spoken.
   */
  private void unspeakable(Clause now) {
    if (!over && clause == now) {
      emit(
          new EngineSignal.Trouble(
              "engine.synthesis-failed", "a clause could not be spoken", false));
      voicedAll(now);
    }
  }

  private void tell(String text) {
    spoken.begin(text);
    emit(new EngineSignal.ReplyText(id, text + " "));
  }

  private void sound(byte[] pcm) {
    if (firstSoundNanos == 0) {
      firstSoundNanos = System.nanoTime();
    }
    spoken.sound(pcm.length);
    emit(new EngineSignal.ReplyAudio(id, pcm));
  }

  private void finish() {
    over = true;
    emit(new EngineSignal.ReplyDone(id, spoken.text()));
    if (released) {
      stage.done(this);
    }
  }

  private void emit(EngineSignal signal) {
    if (released) {
      stage.emit(signal);
    } else {
      held.add(signal);
    }
  }

  /** How much of the sound made so far has not been played, if it was played as it came. */
  private int aheadMs() {
    if (firstSoundNanos == 0 || !released) {
      return 0;
    }
    return (int) (spoken.ms() - (System.nanoTime() - firstSoundNanos) / 1_000_000);
  }
}
