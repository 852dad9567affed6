package com.quotahit.actors.voice.cascade;

import com.quotahit.core.voice.EndOfTurnPolicy;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.RecognizerPort.Effort;
import com.quotahit.core.voice.Resampler;
import com.quotahit.core.voice.SpeechGate;
import com.quotahit.core.voice.VoiceActivityPort.Detector;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The hearing half of the cascade: sound in, turns out. Lives on one thread; what the recogniser
 * answers comes back to that thread through {@code later}.
 *
 * <p>The final text is made while the silence after the speech is still being measured, so that it
 * is there when the silence is long enough; when the speaker goes on, it is thrown away or, after a
 * real pause, kept as the beginning of the turn.
 */
final class CascadeEar {

  /** Who is told what was heard. */
  interface Listener {

    void heard(EngineSignal signal);

    /** The caller has paused after this; it may be the whole turn. */
    void likelyTurn(String text);

    /** The caller goes on, the text above was not all. */
    void goesOn();

    void turnOver(HeardTurn turn);
  }

  /**
   * @param transcribedAfterMs from the end of speech to its text
   * @param endedAfterMs from the end of speech to the decision that the turn is over
   */
  record HeardTurn(
      String turn,
      String text,
      long startMs,
      long endMs,
      int transcribedAfterMs,
      int endedAfterMs) {}

  private static final int RATE_IN = 24_000;
  private static final int RATE = 16_000;
  private static final int PER_MS = RATE / 1000;
  private static final int PRE_ROLL_MS = 300;

  /** With the lead before it just over what the recogniser was made for. */
  private static final int FIRST_DRAFT_MS = 256;

  /** So short a clip may say nothing yet; a little more of it mostly does. */
  private static final int DRAFT_AFTER_NOTHING_MS = 192;

  private static final int DRAFT_EVERY_MS = 550;
  private static final int GUESS_AFTER_MS = 160;
  private static final int STOPPED_AFTER_MS = 256;
  private static final int KEEP_AFTER_PAUSE_MS = 400;
  private static final int LONG_SEGMENT_MS = 6_000;
  private static final int SEGMENT_MS_MAX = 20_000;
  private static final int WAIT_FOR_TEXT_MS_MAX = 3_000;
  private static final int GAP_MS = 150;

  private final RecognizerPort recognizer;
  private final Detector detector;
  private final Consumer<Runnable> later;
  private final Listener listener;
  private final Resampler resampler = new Resampler(RATE_IN, RATE);
  private final SoundWindow sound = new SoundWindow();
  private final SpeechGate gate = new SpeechGate();

  private long analysed;
  private long lastHeardNanos = System.nanoTime();
  private int gapMs;
  private @Nullable OpenTurn turn;

  CascadeEar(
      RecognizerPort recognizer, Detector detector, Consumer<Runnable> later, Listener listener) {
    this.recognizer = recognizer;
    this.detector = detector;
    this.later = later;
    this.listener = listener;
  }

  /** One turn from its first sound to the decision that it is over. */
  private static final class OpenTurn {
    private final String id = "turn_" + UUID.randomUUID();
    private final long startMs;
    private long segmentMs;
    private String before = "";
    private String draft = "";
    private @Nullable String guess;
    private boolean guessing;
    private boolean drafting;
    private boolean stopTold;
    private long draftedToMs;
    private int guessNumber;
    private int draftTookMs;
    private int transcribedAfterMs = -1;
    private long speechEndMs;

    OpenTurn(long startMs) {
      this.startMs = startMs;
      this.segmentMs = startMs;
      this.draftedToMs = startMs;
    }

    String whole(String segment) {
      return (before + " " + segment).strip();
    }
  }

  boolean isOpen() {
    return turn != null;
  }

  void hear(byte[] pcm24k) {
    lastHeardNanos = System.nanoTime();
    gapMs = 0;
    sound.append(resampler.accept(Pcm16.toFloats(pcm24k)));
    while (sound.end() - analysed >= Detector.FRAME_SAMPLES) {
      float[] frame = sound.between(analysed, analysed + Detector.FRAME_SAMPLES);
      analysed += Detector.FRAME_SAMPLES;
      frame(detector.speechProbability(frame, 0));
    }
    if (turn == null) {
      sound.forgetBefore(analysed - (PRE_ROLL_MS + SpeechGate.FRAME_MS * 2L) * PER_MS);
    }
  }

  /** Called now and then: a muted microphone sends nothing, and that is silence too. */
  void tick() {
    long quiet = (System.nanoTime() - lastHeardNanos) / 1_000_000;
    if (turn != null && quiet > GAP_MS) {
      gapMs = (int) quiet;
      gate.close();
      consider(turn);
    }
  }

  void close() {
    detector.close();
  }

  private void frame(float probability) {
    boolean begins = gate.hear(probability);
    if (begins) {
      if (turn == null) {
        turn = new OpenTurn(gate.onsetMs());
        listener.heard(new EngineSignal.SpeechStarted(gate.onsetMs()));
      } else {
        resume(turn);
      }
    }
    if (turn != null) {
      if (gate.isOpen() && gate.silenceMs() >= GUESS_AFTER_MS) {
        gate.close();
      }
      consider(turn);
    }
  }

  private void resume(OpenTurn open) {
    if (open.stopTold) {
      open.stopTold = false;
      listener.heard(new EngineSignal.SpeechStarted(gate.onsetMs()));
    }
    listener.goesOn();
    String guess = open.guess;
    if (guess != null && worthKeeping(open, guess)) {
      keep(open, guess, gate.onsetMs());
    }
    open.guess = null;
    open.guessing = false;
    open.guessNumber++;
  }

  /** After a real pause, and after a whole sentence when hearing it all again would take long. */
  private boolean worthKeeping(OpenTurn open, String guess) {
    boolean sentence = !guess.isEmpty() && ".?!".indexOf(guess.charAt(guess.length() - 1)) >= 0;
    return gate.onsetMs() - open.speechEndMs >= KEEP_AFTER_PAUSE_MS
        || (sentence && open.speechEndMs - open.segmentMs >= LONG_SEGMENT_MS);
  }

  private void keep(OpenTurn open, String text, long nextSegmentMs) {
    open.before = open.whole(text);
    open.segmentMs = nextSegmentMs;
    open.draft = "";
    sound.forgetBefore((nextSegmentMs - PRE_ROLL_MS) * PER_MS);
  }

  private void consider(OpenTurn open) {
    if (gate.isOpen()) {
      speaking(open);
    } else {
      pausing(open);
    }
  }

  private void speaking(OpenTurn open) {
    long now = gate.heardMs();
    if (!open.drafting
        && now - open.draftedToMs >= untilNextDraft(open)
        && gate.silenceMs() <= SpeechGate.FRAME_MS) {
      draft(open, now);
    }
    if (now - open.segmentMs >= SEGMENT_MS_MAX && !open.guessing) {
      longSegment(open, now);
    }
  }

  /** A busy machine shows words less often rather than later. */
  private static long untilNextDraft(OpenTurn open) {
    if (open.draftedToMs == open.startMs) {
      return FIRST_DRAFT_MS;
    }
    boolean shown = !open.draft.isEmpty() || !open.before.isEmpty();
    return Math.max(shown ? DRAFT_EVERY_MS : DRAFT_AFTER_NOTHING_MS, 3L * open.draftTookMs);
  }

  private void draft(OpenTurn open, long now) {
    open.drafting = true;
    open.draftedToMs = now;
    int number = open.guessNumber;
    long began = System.nanoTime();
    recognizer
        .recognize(clip(open, now), Effort.DRAFT)
        .whenComplete((text, failure) ->
            later.accept(() -> {
              open.drafting = false;
              open.draftTookMs = (int) ((System.nanoTime() - began) / 1_000_000);
              boolean current = turn == open && open.guess == null && number == open.guessNumber;
              if (failure == null && current && !text.isBlank()) {
                open.draft = text;
                listener.heard(new EngineSignal.HeardPartial(open.id, open.whole(text)));
              }
            }));
  }

  /**
   * Speech without a pause: what was said so far is recognised and kept, the rest becomes a new
   * segment.
   */
  private void longSegment(OpenTurn open, long now) {
    open.guessing = true;
    recognizer
        .recognize(clip(open, now), Effort.FINAL)
        .whenComplete((text, failure) ->
            later.accept(() -> {
              if (turn == open) {
                open.guessing = false;
                keep(open, failure == null ? text : open.draft, now);
                open.guessNumber++;
              }
            }));
  }

  private void pausing(OpenTurn open) {
    long silence = gate.silenceMs() + gapMs;
    open.speechEndMs = gate.lastSpeechMs();
    if (!open.guessing && open.guess == null) {
      guess(open);
    }
    if (!open.stopTold && silence >= STOPPED_AFTER_MS) {
      open.stopTold = true;
      listener.heard(new EngineSignal.SpeechStopped(open.speechEndMs));
    }
    if (open.guess != null && silence >= EndOfTurnPolicy.silenceMs(open.whole(open.guess))) {
      finish(open, open.guess, (int) silence);
    } else if (silence >= WAIT_FOR_TEXT_MS_MAX) {
      finish(open, open.draft, (int) silence);
    }
  }

  private void guess(OpenTurn open) {
    open.guessing = true;
    int number = ++open.guessNumber;
    long silenceAtStart = gate.silenceMs();
    long began = System.nanoTime();
    recognizer
        .recognize(clip(open, gate.heardMs()), Effort.FINAL)
        .whenComplete((text, failure) ->
            later.accept(() -> {
              if (turn == open && number == open.guessNumber) {
                open.guessing = false;
                open.transcribedAfterMs =
                    (int) (silenceAtStart + (System.nanoTime() - began) / 1_000_000);
                guessed(open, failure == null ? text : open.draft);
              }
            }));
  }

  private void guessed(OpenTurn open, String text) {
    open.guess = text.isBlank() ? open.draft : text;
    String whole = open.whole(open.guess);
    if (!whole.isEmpty()) {
      listener.heard(new EngineSignal.HeardPartial(open.id, whole));
      listener.likelyTurn(whole);
    }
    pausing(open);
  }

  private void finish(OpenTurn open, String segment, int endedAfterMs) {
    if (!open.stopTold) {
      listener.heard(new EngineSignal.SpeechStopped(open.speechEndMs));
    }
    turn = null;
    gate.close();
    detector.reset();
    String text = open.whole(segment);
    // A cough is no turn: nothing was said, nothing needs an answer.
    if (!text.isEmpty()) {
      listener.turnOver(
          new HeardTurn(
              open.id,
              text,
              open.startMs,
              open.speechEndMs,
              open.transcribedAfterMs,
              endedAfterMs));
    } else {
      listener.goesOn();
    }
  }

  private float[] clip(OpenTurn open, long untilMs) {
    return sound.between((open.segmentMs - PRE_ROLL_MS) * PER_MS, untilMs * PER_MS);
  }
}
