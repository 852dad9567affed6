package com.quotahit.actors.providers.embedded.kokoro;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quotahit.actors.providers.embedded.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The voice model: phonemes and a voice in, 24 kHz sound out. Needs the graph that {@link
 * KokoroFloatGraph} makes.
 */
public final class KokoroModel implements AutoCloseable {

  public static final int RATE = 24_000;

  private static final int STYLE = 256;
  private static final int PHONEMES_MAX = 500;

  /**
   * A mark at the end needs no pause of its own, the next clause follows. (The silence before the
   * first phoneme cannot be shortened this way: the first sounds would go with it.)
   */
  private static final float LAST_MARK_SPEED = 3f;

  private static final String MARKS = ".,!?;:…";

  private final OrtEnvironment environment = OnnxModel.environment();
  private final OrtSession session;
  private final Map<Integer, Long> alphabet = new HashMap<>();
  private final Path voices;
  private final Map<String, float[]> styles = new ConcurrentHashMap<>();
  private final Set<String> names;

  public KokoroModel(Path graph, Path alphabetFile, Path voices, int threads)
      throws OrtException, IOException {
    this.session = OnnxModel.open(graph, threads);
    this.voices = voices;
    new ObjectMapper()
        .readTree(alphabetFile.toFile())
        .path("model")
        .path("vocab")
        .properties()
        .forEach(entry -> alphabet.put(entry.getKey().codePointAt(0), entry.getValue().asLong()));
    try (var files = Files.list(voices)) {
      this.names =
          Set.copyOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".bin"))
                  .map(name -> name.substring(0, name.length() - 4))
                  .toList());
    }
  }

  public Set<String> voices() {
    return names;
  }

  /**
   * @param options lets another thread end the work early
   */
  float[] speak(String phonemes, String voice, double speed, OrtSession.RunOptions options)
      throws OrtException {
    long[] ids = ids(phonemes);
    float[] speeds = new float[ids.length];
    Arrays.fill(speeds, (float) speed);
    if (ids.length > 3 && MARKS.indexOf(phonemes.charAt(phonemes.length() - 1)) >= 0) {
      speeds[ids.length - 2] = LAST_MARK_SPEED;
    }
    int row = Math.max(0, ids.length - 3);
    float[] style = style(voice);
    try (var input =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
        var styleRow =
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(Arrays.copyOfRange(style, row * STYLE, (row + 1) * STYLE)),
                new long[] {1, STYLE});
        var pace =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(speeds), new long[] {speeds.length});
        var result =
            session.run(
                Map.of("input_ids", input, "style", styleRow, "speed", pace),
                session.getOutputNames(),
                Map.of(),
                options)) {
      FloatBuffer sound = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] samples = new float[sound.remaining()];
      sound.get(samples);
      return samples;
    }
  }

  /** Phonemes the model does not know are left out; a list too long for it is cut. */
  private long[] ids(String phonemes) {
    long[] known =
        phonemes
            .codePoints()
            .filter(alphabet::containsKey)
            .limit(PHONEMES_MAX)
            .mapToLong(letter -> alphabet.get(letter))
            .toArray();
    long[] padded = new long[known.length + 2];
    System.arraycopy(known, 0, padded, 1, known.length);
    return padded;
  }

  private float[] style(String voice) {
    return styles.computeIfAbsent(
        voice,
        name -> {
          try {
            byte[] bytes = Files.readAllBytes(voices.resolve(name + ".bin"));
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
          } catch (IOException unreadable) {
            throw new UncheckedIOException("voice " + name, unreadable);
          }
        });
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
