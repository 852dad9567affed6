package com.quotahit.actors.providers.embedded;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A process that is told to end and computes on, as a node does that leads its calls to their end:
 * ends with 0 when all of it went well.
 */
final class SpeaksWhileItLeaves {

  private static final int ROUNDS = 5_000;

  private SpeaksWhileItLeaves() {}

  /** Takes the model's file; the work is one that fails, which the runtime logs. */
  public static void main(String[] model) throws Exception {
    OrtSession session = OnnxModel.open(Path.of(model[0]), 1);
    failing(session);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              for (int i = 0; i < ROUNDS; i++) {
                failing(session);
              }
              System.out.println("went on to the end");
              System.out.flush();
            }));
    System.exit(0);
  }

  private static void failing(OrtSession session) {
    try (var tooShort = zeros(1, 3);
        var memory = zeros(2, 1, 128);
        var rate = OnnxTensor.createTensor(OnnxModel.environment(), 16_000L)) {
      session.run(Map.of("input", tooShort, "state", memory, "sr", rate)).close();
    } catch (OrtException expected) {
      // That it is said is all that is wanted.
    }
  }

  private static OnnxTensor zeros(long... shape) throws OrtException {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return OnnxTensor.createTensor(
        OnnxModel.environment(), FloatBuffer.wrap(new float[count]), shape);
  }
}
