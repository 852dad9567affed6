package com.quotahit.actors.sandbox.openai;

import com.quotahit.core.voice.Resampler;
import com.quotahit.core.voice.VoiceActivityPort;
import java.util.Arrays;

/**
 * Finds where a caller's speech begins and ends in a stream of 24 kHz sound. Positions count the
 * sound written in this session; nothing here looks at a clock.
 */
final class RealtimeEars implements AutoCloseable {

  /** What was noticed, told at once. */
  interface Listener {

    void started(long atMs);

    /** Speech has paused for a moment; the utterance may be over. */
    void paused(float[] utterance);

    void resumed();

    void stopped(long endMs, float[] utterance);
  }

  private static final int FRAME = VoiceActivityPort.Detector.FRAME_SAMPLES;
  private static final int FRAME_MS = 32;
  private static final int FRAMES_TO_START = 3;
  private static final int PAUSE_MS = 240;
  private static final int LEAD = 16 * 200;
  private static final int UTTERANCE_MOST = 16_000 * 60;
  private static final float HYSTERESIS = 0.15f;

  private final VoiceActivityPort.Detector detector;
  private final Resampler resampler = new Resampler(24_000, 16_000);
  private final Listener listener;
  private float[] sound = new float[16_000];
  private int kept;
  private int judged;
  private long frames;
  private int above;
  private int below;
  private boolean speaking;
  private boolean paused;
  private float threshold = 0.5f;
  private int prefixMs = 300;
  private int silenceMs = 500;

  RealtimeEars(VoiceActivityPort.Detector detector, Listener listener) {
    this.detector = detector;
    this.listener = listener;
  }

  void tune(RealtimeConfig config) {
    threshold = config.threshold();
    prefixMs = config.prefixMs();
    silenceMs = config.silenceMs();
  }

  boolean speaking() {
    return speaking;
  }

  /** Milliseconds judged so far. */
  long positionMs() {
    return frames * FRAME_MS;
  }

  /** What was said since the speech began, with a moment before it. */
  float[] utterance() {
    return Arrays.copyOf(sound, judged);
  }

  void hear(float[] pcm24k) {
    float[] more = resampler.accept(pcm24k);
    if (kept + more.length > sound.length) {
      sound = Arrays.copyOf(sound, Math.max(sound.length * 2, kept + more.length));
    }
    System.arraycopy(more, 0, sound, kept, more.length);
    kept += more.length;
    while (kept - judged >= FRAME) {
      float probability = detector.speechProbability(sound, judged);
      judged += FRAME;
      frames++;
      judge(probability);
    }
  }

  private void judge(float probability) {
    boolean speech = probability >= (speaking ? threshold - HYSTERESIS : threshold);
    above = speech ? above + 1 : 0;
    below = speech ? 0 : below + 1;
    if (!speaking) {
      forgetOld();
      if (above >= FRAMES_TO_START) {
        begin();
      }
    } else if (speech && paused) {
      paused = false;
      listener.resumed();
    } else if (!speech && below * FRAME_MS >= silenceMs || judged >= UTTERANCE_MOST) {
      end();
    } else if (!paused && below * FRAME_MS >= PAUSE_MS) {
      paused = true;
      listener.paused(utterance());
    }
  }

  private void begin() {
    speaking = true;
    paused = false;
    int from = Math.max(0, judged - FRAMES_TO_START * FRAME - LEAD);
    drop(from);
    listener.started(Math.max(0, (frames - FRAMES_TO_START) * FRAME_MS - prefixMs));
  }

  /** Ends the turn now: enough silence, or its words say that it is over. */
  void end() {
    float[] utterance = utterance();
    speaking = false;
    paused = false;
    above = 0;
    below = 0;
    drop(judged);
    detector.reset();
    listener.stopped(positionMs(), utterance);
  }

  void clear() {
    speaking = false;
    paused = false;
    drop(kept);
  }

  private void forgetOld() {
    int keep = LEAD + (FRAMES_TO_START + 1) * FRAME;
    if (judged > 4 * keep) {
      drop(judged - keep);
    }
  }

  private void drop(int samples) {
    System.arraycopy(sound, samples, sound, 0, kept - samples);
    kept -= samples;
    judged = Math.max(0, judged - samples);
  }

  @Override
  public void close() {
    detector.close();
  }
}
