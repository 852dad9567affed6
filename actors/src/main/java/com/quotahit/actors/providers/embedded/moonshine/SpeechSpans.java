package com.quotahit.actors.providers.embedded.moonshine;

import com.quotahit.core.voice.VoiceActivityPort;
import com.quotahit.core.voice.VoiceActivityPort.Detector;
import java.util.ArrayList;
import java.util.List;

/** Where in a clip somebody speaks: stretches of samples, parted by pauses. */
record SpeechSpans(List<Span> spans) {

  private static final float SPEECH = 0.5f;
  private static final float SILENCE = 0.35f;
  private static final int PAUSE_FRAMES = 7;

  record Span(int from, int to) {
    int samples() {
      return to - from;
    }
  }

  static SpeechSpans find(VoiceActivityPort activity, float[] pcm16k) {
    var spans = new ArrayList<Span>();
    try (Detector detector = activity.open()) {
      int from = -1;
      int to = 0;
      int quiet = 0;
      for (int at = 0; at + Detector.FRAME_SAMPLES <= pcm16k.length; at += Detector.FRAME_SAMPLES) {
        float probability = detector.speechProbability(pcm16k, at);
        if (probability >= SPEECH || (from >= 0 && quiet == 0 && probability >= SILENCE)) {
          from = from < 0 ? at : from;
          to = at + Detector.FRAME_SAMPLES;
          quiet = 0;
        } else if (from >= 0 && ++quiet >= PAUSE_FRAMES) {
          spans.add(new Span(from, to));
          from = -1;
          quiet = 0;
        }
      }
      if (from >= 0) {
        spans.add(new Span(from, to));
      }
    }
    return new SpeechSpans(List.copyOf(spans));
  }

  int samples() {
    return spans.stream().mapToInt(Span::samples).sum();
  }
}
