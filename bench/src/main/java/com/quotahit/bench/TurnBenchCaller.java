package com.quotahit.bench;

import com.quotahit.actors.providers.embedded.EmbeddedSpeech;
import com.quotahit.actors.providers.embedded.WholeSpeech;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.SynthesizerPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the callers of the bench say, as sound. */
final class TurnBenchCaller {

  private static final float AUDIBLE = 0.01f;

  /**
   * @param pcm little-endian PCM16 at 24 kHz that ends where the speech ends
   */
  record Line(String text, byte[] pcm) {}

  private static final List<String> TEXTS =
      List.of(
          "Hi, this is Sam from North Wind. Did I catch you at a bad time?",
          "We help sales teams find out which deals are at risk.",
          "How do you handle that today?",
          "Most of our customers save about ten hours a week.",
          "What would it mean for your team if you had those hours back?",
          "I understand, the price matters a lot.",
          "Could we look at the numbers together on Thursday?",
          "Great, I will send you an invitation right after this call.",
          "Who else would need to be part of that decision?",
          "Let me tell you how another company in your industry did it.");

  private TurnBenchCaller() {}

  static List<Line> lines(EmbeddedSpeech speech) throws Exception {
    var lines = new ArrayList<Line>();
    for (int i = 0; i < TEXTS.size(); i++) {
      String voice = i % 2 == 0 ? "am_michael" : "af_bella";
      byte[] pcm =
          new WholeSpeech(
                  speech
                      .synthesizer()
                      .speak(new SynthesizerPort.Request(TEXTS.get(i), voice, 1.0, 60_000)))
              .within(Duration.ofMinutes(1));
      lines.add(new Line(TEXTS.get(i), withoutTail(pcm)));
    }
    return lines;
  }

  private static byte[] withoutTail(byte[] pcm) {
    float[] samples = Pcm16.toFloats(pcm);
    int end = samples.length;
    while (end > 0 && Math.abs(samples[end - 1]) < AUDIBLE) {
      end--;
    }
    return java.util.Arrays.copyOf(pcm, end * 2);
  }
}
