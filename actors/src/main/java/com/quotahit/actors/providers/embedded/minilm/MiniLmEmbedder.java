package com.quotahit.actors.providers.embedded.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.quotahit.actors.providers.embedded.InferenceLane;
import com.quotahit.actors.providers.embedded.InferenceLane.Rank;
import com.quotahit.actors.providers.embedded.OnnxModel;
import com.quotahit.core.models.SentenceEmbedderPort;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * 384 dimensions, about 3 ms a sentence. The model comes with the program, not with the voice pack.
 */
public final class MiniLmEmbedder implements SentenceEmbedderPort, AutoCloseable {

  private static final int DIMENSIONS = 384;

  private final OrtEnvironment environment = OnnxModel.environment();
  private final OrtSession session;
  private final WordPieces pieces;
  private final InferenceLane lane;

  private MiniLmEmbedder(OrtSession session, WordPieces pieces, InferenceLane lane) {
    this.session = session;
    this.pieces = pieces;
    this.lane = lane;
  }

  public static MiniLmEmbedder open(InferenceLane lane) throws OrtException, IOException {
    try (InputStream model = resource("/all-minilm-l6-v2-q.onnx");
        InputStream tokenizer = resource("/all-minilm-l6-v2-q-tokenizer.json")) {
      return new MiniLmEmbedder(
          OnnxModel.open(model.readAllBytes(), 1), WordPieces.read(tokenizer), lane);
    }
  }

  @Override
  public CompletionStage<float[]> embed(String text) {
    return lane.run(Rank.LIVE, 0, () -> direction(pieces.of(text)));
  }

  private float[] direction(long[] tokens) throws OrtException {
    long[] shape = {1, tokens.length};
    long[] ones = new long[tokens.length];
    Arrays.fill(ones, 1);
    try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
        var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        var types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[tokens.length]), shape);
        var result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      return meanOfUnitLength(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.length);
    }
  }

  private static float[] meanOfUnitLength(FloatBuffer perToken, int tokens) {
    float[] sum = new float[DIMENSIONS];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += perToken.get(token * DIMENSIONS + i);
      }
    }
    double square = 0;
    for (float value : sum) {
      square += value * value;
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] /= length;
    }
    return sum;
  }

  private static InputStream resource(String name) throws FileNotFoundException {
    InputStream found = MiniLmEmbedder.class.getResourceAsStream(name);
    if (found == null) {
      throw new FileNotFoundException(name + " is not on the class path");
    }
    return found;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
