package com.quotahit.actors.providers.embedded.moonshine;

import ai.onnxruntime.OrtException;
import com.quotahit.actors.providers.embedded.InferenceLane;
import com.quotahit.actors.providers.embedded.InferenceLane.Rank;
import com.quotahit.actors.providers.embedded.moonshine.MoonshineModel.Size;
import com.quotahit.actors.providers.embedded.moonshine.SpeechSpans.Span;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.VoiceActivityPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Recognition by Moonshine: the tiny model for drafts, the base model for what is kept.
 *
 * <p>Moonshine answers nothing at all for many clips that begin with silence. So a final text is
 * made from the speech alone: the clip is cut to 200 ms before its first voice; if the model still
 * says nothing where somebody spoke, it hears the clip again from another start, and then each
 * stretch of speech for itself.
 */
public final class MoonshineRecognizer implements RecognizerPort, AutoCloseable {

  private static final int MS = 16;
  private static final int BEFORE_SPEECH = 200 * MS;
  private static final int AFTER_SPEECH = 250 * MS;
  private static final int LATER_START = 200 * MS;
  private static final int SURELY_SPEECH = 400 * MS;

  /** The model was not made for less. */
  private static final int SHORTEST = 500 * MS;

  private static final int LONGEST = 30_000 * MS;
  private static final int DRAFT_LONGEST = 12_000 * MS;

  private final MoonshineModel tiny;
  private final MoonshineModel base;
  private final VoiceActivityPort activity;
  private final InferenceLane lane;

  private MoonshineRecognizer(
      MoonshineModel tiny, MoonshineModel base, VoiceActivityPort activity, InferenceLane lane) {
    this.tiny = tiny;
    this.base = base;
    this.activity = activity;
    this.lane = lane;
  }

  /**
   * @param directory holds {@code tiny} and {@code base}
   */
  public static MoonshineRecognizer open(
      Path directory, Path vocabulary, VoiceActivityPort activity, InferenceLane lane, int threads)
      throws OrtException, IOException {
    var words = MoonshineVocabulary.read(vocabulary);
    return new MoonshineRecognizer(
        new MoonshineModel(directory.resolve(Size.TINY.directory()), Size.TINY, words, 1),
        new MoonshineModel(directory.resolve(Size.BASE.directory()), Size.BASE, words, threads),
        activity,
        lane);
  }

  @Override
  public CompletionStage<String> recognize(float[] pcm16k, Effort effort) {
    return switch (effort) {
      case DRAFT -> lane.run(Rank.DRAFT, 0, () -> draft(pcm16k));
      case FINAL -> lane.run(Rank.LIVE, 0, () -> kept(pcm16k));
    };
  }

  private String draft(float[] clip) throws OrtException {
    int from = Math.max(0, clip.length - DRAFT_LONGEST);
    String text = hear(tiny, clip, from, clip.length);
    return text.isEmpty() && clip.length - from > SURELY_SPEECH + LATER_START
        ? hear(tiny, clip, from + LATER_START, clip.length)
        : text;
  }

  private String kept(float[] clip) throws OrtException {
    SpeechSpans speech = SpeechSpans.find(activity, clip);
    if (speech.spans().isEmpty()) {
      return hear(base, clip, 0, clip.length);
    }
    int onset = speech.spans().getFirst().from();
    int end = Math.min(clip.length, speech.spans().getLast().to() + AFTER_SPEECH);
    int start = Math.max(0, onset - BEFORE_SPEECH);
    String text = hear(base, clip, start, end);
    if (!text.isEmpty() || speech.samples() <= SURELY_SPEECH) {
      return text;
    }
    text = hear(base, clip, start + LATER_START, end);
    return text.isEmpty() ? spanBySpan(clip, speech) : text;
  }

  private String spanBySpan(float[] clip, SpeechSpans speech) {
    return speech.spans().stream()
        .map(span -> hearSpan(clip, span))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private String hearSpan(float[] clip, Span span) {
    try {
      int end = Math.min(clip.length, span.to() + AFTER_SPEECH / 2);
      String text = hear(base, clip, Math.max(0, span.from() - BEFORE_SPEECH / 2), end);
      return text.isEmpty() ? hear(tiny, clip, span.from(), end) : text;
    } catch (OrtException broken) {
      throw new IllegalStateException("recognition model failed", broken);
    }
  }

  private static String hear(MoonshineModel model, float[] clip, int from, int to)
      throws OrtException {
    if (to - from <= 0) {
      return "";
    }
    int length = Math.min(LONGEST, to - from);
    // Too short a clip is followed by silence, which costs no words; it must never be led by it.
    float[] part =
        Arrays.copyOf(Arrays.copyOfRange(clip, from, from + length), Math.max(length, SHORTEST));
    return model.transcribe(part);
  }

  @Override
  public void close() throws OrtException {
    tiny.close();
    base.close();
  }
}
