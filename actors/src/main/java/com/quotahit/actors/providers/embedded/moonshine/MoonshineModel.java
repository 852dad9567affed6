package com.quotahit.actors.providers.embedded.moonshine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.quotahit.actors.providers.embedded.OnnxModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One size of Moonshine: sound in, text out, word piece by word piece. Knows nothing of silence;
 * see {@link MoonshineRecognizer}. Safe for several threads at once.
 */
final class MoonshineModel implements AutoCloseable {

  /** Sizes as the package ships them. */
  enum Size {
    TINY("tiny", 6, 36),
    BASE("base", 8, 52);

    private final String directory;
    private final int layers;
    private final int width;

    Size(String directory, int layers, int width) {
      this.directory = directory;
      this.layers = layers;
      this.width = width;
    }

    String directory() {
      return directory;
    }
  }

  private static final int HEADS = 8;
  private static final int RATE = 16_000;
  private static final int BEGIN = 1;
  private static final int END = 2;

  /** Nobody speaks faster; a longer answer is the model repeating itself. */
  private static final double TOKENS_PER_SECOND = 6.5;

  private final OrtEnvironment environment = OnnxModel.environment();
  private final OrtSession encoder;
  private final OrtSession decoder;
  private final String encoderInput;
  private final Size size;
  private final MoonshineVocabulary vocabulary;

  MoonshineModel(Path directory, Size size, MoonshineVocabulary vocabulary, int threads)
      throws OrtException {
    this.encoder = OnnxModel.open(directory.resolve("encoder_model.onnx"), threads);
    this.decoder = OnnxModel.open(directory.resolve("decoder_model_merged.onnx"), threads);
    this.encoderInput = encoder.getInputNames().iterator().next();
    this.size = size;
    this.vocabulary = vocabulary;
  }

  static MoonshineModel open(Path moonshine, Path vocabulary, Size size, int threads)
      throws OrtException, IOException {
    return new MoonshineModel(moonshine, size, MoonshineVocabulary.read(vocabulary), threads);
  }

  String transcribe(float[] pcm16k) throws OrtException {
    try (var sound =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(pcm16k), new long[] {1, pcm16k.length});
        var encoded = encoder.run(Map.of(encoderInput, sound))) {
      int most = Math.max(8, (int) (pcm16k.length * TOKENS_PER_SECOND / RATE));
      return vocabulary.text(decode((OnnxTensor) encoded.get(0), most));
    }
  }

  /**
   * The first step fills the memory of the sound, which stays; each later step replaces the memory
   * of the words.
   */
  private List<Integer> decode(OnnxTensor sound, int most) throws OrtException {
    var tokens = new ArrayList<Integer>();
    OrtSession.Result first = null;
    OrtSession.@Nullable Result last = null;
    try (var nothing =
        OnnxTensor.createTensor(
            environment, FloatBuffer.allocate(0), new long[] {0, HEADS, 1, size.width})) {
      Map<String, OnnxTensorLike> feed = new HashMap<>();
      feed.put("encoder_hidden_states", sound);
      memories(true).forEach(name -> feed.put("past_key_values." + name, nothing));
      int token = BEGIN;
      for (int step = 0; step < most; step++) {
        OrtSession.Result result = step(feed, token, step > 0);
        for (String name : memories(step == 0)) {
          feed.put(
              "past_key_values." + name, (OnnxTensor) result.get("present." + name).orElseThrow());
        }
        if (step == 0) {
          first = result;
        } else {
          close(last);
          last = result;
        }
        token = likeliest((OnnxTensor) result.get("logits").orElseThrow());
        if (token == END) {
          break;
        }
        tokens.add(token);
      }
    } finally {
      close(last);
      close(first);
    }
    return tokens;
  }

  private OrtSession.Result step(Map<String, OnnxTensorLike> feed, int token, boolean remembers)
      throws OrtException {
    try (var ids = OnnxTensor.createTensor(environment, new long[][] {{token}});
        var cache = OnnxTensor.createTensor(environment, new boolean[] {remembers})) {
      feed.put("input_ids", ids);
      feed.put("use_cache_branch", cache);
      return decoder.run(feed);
    }
  }

  private List<String> memories(boolean ofSoundToo) {
    var names = new ArrayList<String>();
    for (int layer = 0; layer < size.layers; layer++) {
      for (String part : ofSoundToo ? List.of("decoder", "encoder") : List.of("decoder")) {
        names.add(layer + "." + part + ".key");
        names.add(layer + "." + part + ".value");
      }
    }
    return names;
  }

  private static int likeliest(OnnxTensor logits) {
    FloatBuffer values = logits.getFloatBuffer();
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.remaining(); i++) {
      float value = values.get(i);
      if (value > highest) {
        highest = value;
        best = i;
      }
    }
    return best;
  }

  private static void close(OrtSession.@Nullable Result result) {
    if (result != null) {
      result.close();
    }
  }

  @Override
  public void close() throws OrtException {
    encoder.close();
    decoder.close();
  }
}
